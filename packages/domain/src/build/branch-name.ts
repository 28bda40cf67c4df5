/** Where git keeps what it fetched from elsewhere: no part of a branch's name (https://git-scm.com/docs/gitrevisions). */
const PLACES = /^(?:(?:refs\/heads\/|(?:refs\/)?remotes\/[^/]+\/|(?:origin|upstream)\/)(?=.))+/;

/**
 * A branch by its own name: "main" for "origin/main" (as Jenkins tells it), "upstream/main", "refs/heads/main" and
 * "refs/remotes/origin/main". "feature/login" is a name as a whole.
 */
export function branchName(text: string): string {
  return text.trim().replace(PLACES, "");
}
