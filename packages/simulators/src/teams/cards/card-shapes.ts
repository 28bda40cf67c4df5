/** What an element or action must have, and where others are inside it. */
export interface CardShape {
  /** Properties without which it is invalid. */
  readonly required?: Readonly<Record<string, "string" | "array" | "object">>;
  /** Properties that hold arrays of elements, and the type of those that name none. */
  readonly elements?: Readonly<Record<string, string | null>>;
  /** Properties that hold arrays of actions. */
  readonly actions?: readonly string[];
  /** Teams' mobile renderer does not know it. */
  readonly desktopOnly?: true;
}

/**
 * The elements Teams knows: those of Adaptive Cards 1.5, and Teams' own.
 *
 * @see https://adaptivecards.io/explorer/
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference
 * @see https://github.com/microsoft/Teams-AdaptiveCards-Mobile
 */
export const elementShapes: Readonly<Record<string, CardShape>> = {
  TextBlock: { required: { text: "string" } },
  RichTextBlock: { required: { inlines: "array" }, elements: { inlines: null } },
  TextRun: { required: { text: "string" } },
  Image: { required: { url: "string" } },
  ImageSet: { required: { images: "array" }, elements: { images: "Image" } },
  Media: { required: { sources: "array" } },
  FactSet: { required: { facts: "array" }, elements: { facts: "Fact" } },
  Fact: { required: { title: "string", value: "string" } },
  Container: { required: { items: "array" }, elements: { items: null } },
  ColumnSet: { elements: { columns: "Column" } },
  Column: { elements: { items: null } },
  ActionSet: { required: { actions: "array" }, actions: ["actions"] },
  Table: { required: { rows: "array" }, elements: { rows: "TableRow" } },
  TableRow: { required: { cells: "array" }, elements: { cells: "TableCell" } },
  TableCell: { required: { items: "array" }, elements: { items: null } },
  "Input.Text": { required: { id: "string" } },
  "Input.Number": { required: { id: "string" } },
  "Input.Date": { required: { id: "string" } },
  "Input.Time": { required: { id: "string" } },
  "Input.Toggle": { required: { id: "string", title: "string" } },
  "Input.ChoiceSet": { required: { id: "string" }, elements: { choices: "Input.Choice" } },
  "Input.Choice": { required: { title: "string", value: "string" } },
  Badge: {},
  Icon: { required: { name: "string" } },
  CompoundButton: { required: { title: "string" } },
  ProgressBar: {},
  ProgressRing: {},
  Rating: {},
  "Input.Rating": { required: { id: "string" } },
  Carousel: { required: { pages: "array" }, elements: { pages: "CarouselPage" } },
  CarouselPage: { required: { items: "array" }, elements: { items: null } },
  CodeBlock: { required: { codeSnippet: "string" }, desktopOnly: true },
  "Chart.Donut": { required: { data: "array" }, desktopOnly: true },
  "Chart.Pie": { required: { data: "array" }, desktopOnly: true },
  "Chart.Gauge": { desktopOnly: true },
  "Chart.Line": { required: { data: "array" }, desktopOnly: true },
  "Chart.VerticalBar": { required: { data: "array" }, desktopOnly: true },
  "Chart.VerticalBar.Grouped": { required: { data: "array" }, desktopOnly: true },
  "Chart.HorizontalBar": { required: { data: "array" }, desktopOnly: true },
  "Chart.HorizontalBar.Stacked": { required: { data: "array" }, desktopOnly: true },
};

/** The actions Teams knows. @see https://adaptivecards.io/explorer/ */
export const actionShapes: Readonly<Record<string, CardShape>> = {
  "Action.OpenUrl": { required: { url: "string" } },
  "Action.Submit": {},
  "Action.Execute": {},
  "Action.ShowCard": { required: { card: "object" } },
  "Action.ToggleVisibility": { required: { targetElements: "array" } },
  "Action.Popover": { required: { content: "object" } },
};
