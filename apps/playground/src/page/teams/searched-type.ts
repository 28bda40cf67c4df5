/** What the page calls an Input.ChoiceSet whose choices the bot searches for. */
export const SEARCHED_CHOICES = "Input.SearchedChoices";
