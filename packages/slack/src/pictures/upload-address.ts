const SLACK_API = "https://slack.com/api/";

/**
 * Where a file may be sent that was announced to Slack: the files' host of the Slack that is asked, or that Slack itself.
 * Nothing for any other address, whoever named it. Pure. `apiUrl`: where that Slack's Web API is; Slack's own if not given.
 * @see https://docs.slack.dev/reference/methods/files.getUploadURLExternal
 */
export function uploadAddress(address: string, apiUrl: string = SLACK_API): URL | undefined {
  const [url, api] = [URL.parse(address), URL.parse(apiUrl)];
  if (url === null || api === null || url.username !== "" || url.password !== "") return undefined;
  const filesHost = `files.${api.hostname.replace(/^www\./u, "")}`;
  const isFilesHost = url.protocol === "https:" && url.host === filesHost;
  return isFilesHost || url.origin === api.origin ? url : undefined;
}
