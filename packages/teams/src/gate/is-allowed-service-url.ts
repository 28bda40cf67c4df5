/**
 * Whether our token may be sent to a `serviceUrl`: its origin is one of those allowed. Pure.
 * `https://*.example.com` allows every host below example.com, and not example.com itself; `http://127.0.0.1:*` allows
 * every port.
 */
export function isAllowedServiceUrl(serviceUrl: string, origins: readonly string[]): boolean {
  const url = URL.parse(serviceUrl);
  if (url === null || url.username !== "" || url.password !== "") return false;
  return origins.some((allowed) => {
    const [, scheme, below, host, port] = /^(https?):\/\/(\*\.)?([^/*]+?)(:\*)?\/?$/iu.exec(allowed) ?? [];
    if (scheme === undefined || host === undefined || url.protocol !== `${scheme.toLowerCase()}:`) return false;
    if (below !== undefined) return url.port === "" && url.hostname.endsWith(`.${host.toLowerCase()}`);
    return port === undefined ? URL.parse(allowed)?.origin === url.origin : url.hostname === host.toLowerCase();
  });
}
