/** Text colours: each reads with a contrast of at least 4.5 on every background below. */
const TEXT = {
  default: { default: "#242424", subtle: "#5a5a5a" },
  dark: { default: "#242424", subtle: "#5a5a5a" },
  light: { default: "#ffffff", subtle: "#f0f0f0" },
  accent: { default: "#444791", subtle: "#4f52b2" },
  good: { default: "#0e6b0e", subtle: "#0e6b0e" },
  warning: { default: "#7a4b00", subtle: "#7a4b00" },
  attention: { default: "#a4262c", subtle: "#a4262c" },
} as const;

const style = (
  backgroundColor: string,
): { readonly backgroundColor: string; readonly foregroundColors: typeof TEXT } => ({
  backgroundColor,
  foregroundColors: TEXT,
});

const SIZES = {
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 22 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
} as const;

/**
 * How cards look in Teams, as the renderer's host configuration (the light theme).
 * @see https://learn.microsoft.com/adaptive-cards/sdk/rendering-cards/javascript/render-a-card#hostconfig
 */
export const TEAMS_LOOK = {
  supportsInteractivity: true,
  spacing: { small: 4, default: 8, medium: 14, large: 20, extraLarge: 28, padding: 14 },
  separator: { lineThickness: 1, lineColor: "#e0e0e0" },
  fontTypes: {
    default: { fontFamily: "inherit", ...SIZES },
    monospace: { fontFamily: "var(--font-mono, monospace)", ...SIZES },
  },
  lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 30 },
  imageSizes: { small: 32, medium: 52, large: 100 },
  containerStyles: {
    default: style("#ffffff"),
    emphasis: style("#f5f5f5"),
    accent: style("#ebebfa"),
    good: style("#eaf6ea"),
    attention: style("#fdf0f1"),
    warning: style("#fff7e0"),
  },
  actions: {
    maxActions: 6,
    spacing: "medium",
    // The space between buttons is the style sheet's, so that it also holds where they wrap.
    buttonSpacing: 0,
    actionsOrientation: "horizontal",
    actionAlignment: "left",
    allowTitleToWrap: true,
    showCard: { actionMode: "inline", inlineTopMargin: 12, style: "emphasis" },
  },
  inputs: {
    label: {
      inputSpacing: "small",
      requiredInputs: { weight: "bolder", suffix: " *", suffixColor: "attention" },
      optionalInputs: { weight: "bolder" },
    },
    errorMessage: { color: "attention", size: "small", spacing: "small" },
  },
  factSet: { title: { color: "default", weight: "bolder", wrap: true, maxWidth: 130 }, spacing: 10 },
  adaptiveCard: { allowCustomStyle: false },
} as const;
