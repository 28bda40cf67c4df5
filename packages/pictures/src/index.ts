export { createPictureDrawer, type PictureDrawerOptions } from "./create-picture-drawer.ts";
