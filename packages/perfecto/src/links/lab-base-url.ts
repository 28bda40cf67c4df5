/**
 * The reporting server of a cloud: `demo` → `https://demo.app.perfectomobile.com`
 * (https://help.perfecto.io/perfecto-help/content/perfecto/test-analysis/smart_reporting_public_api.htm).
 * Throws a TypeError where the text is no cloud name: letters, digits and hyphens.
 */
export function labBaseUrl(cloud: string): string {
  const name = cloud.trim().toLowerCase();
  if (!/^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/u.test(name)) {
    throw new TypeError(
      `"${cloud}" is no cloud name; give the part in front of .app.perfectomobile.com, such as "demo"`,
    );
  }
  return `https://${name}.app.perfectomobile.com`;
}
