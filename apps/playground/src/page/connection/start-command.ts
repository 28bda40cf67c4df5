/** How somebody starts the playground. */
export const START_COMMAND = "npx -y pnpm@12 demo";
