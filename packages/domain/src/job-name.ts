/** Characters of a job's name at most. Longer ones could be shown nowhere. */
export const LONGEST_JOB_NAME = 500;
/**
 * Characters of a name at most as they stand in an address, where a letter outside of ASCII takes six and an emoji twelve.
 * With the other filters and the token a request must stay below 8 kB, beyond which common web servers refuse it
 * (https://tomcat.apache.org/tomcat-10.1-doc/config/http.html, maxHttpRequestHeaderSize).
 */
export const LONGEST_ENCODED_JOB_NAME = 1_500;

/**
 * What is wrong with a job's name as a part of the requests by which a lab is watched: words that follow the name and say
 * the limit and why. Undefined where it can be asked for.
 */
export function jobNameProblem(name: string): string | undefined {
  if (!name.isWellFormed() || /\p{Cc}/u.test(name))
    return "has characters that no job's name can have: control characters, or halves of others";
  if (name.length > LONGEST_JOB_NAME)
    return `has ${name.length} characters: a job's name has at most ${LONGEST_JOB_NAME}`;
  const { length } = encodeURIComponent(name);
  if (length > LONGEST_ENCODED_JOB_NAME)
    return `takes ${length} characters in the address by which the lab is asked, where emoji and letters such as é or 名 take 6 to 12 each: at most ${LONGEST_ENCODED_JOB_NAME} fit`;
  return undefined;
}
