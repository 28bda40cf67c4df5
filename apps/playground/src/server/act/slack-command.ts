/** The slash command of the demo's app: the service's default. */
export const slackCommand = "/perfecto";
