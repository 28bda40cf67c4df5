import { expect, test } from "vitest";
import { PUBLIC_CLOUD } from "../teams-endpoints.ts";
import { isAllowedServiceUrl } from "./is-allowed-service-url.ts";

test.each([
  ["https://smba.trafficmanager.net/emea/7e7e7e7e/", true],
  ["https://smba.trafficmanager.net:443/", true],
  ["https://smba.infra.gcc.teams.microsoft.com/gcc/", true],
  ["http://smba.trafficmanager.net/", false],
  ["https://smba.trafficmanager.net:8443/", false],
  ["https://smba.trafficmanager.net.example.com/", false],
  ["https://evil-smba.trafficmanager.net/", false],
  ["https://smba.trafficmanager.net@example.com/", false],
  ["https://user:secret@smba.trafficmanager.net/", false],
  ["https://teams.microsoft.com/", false],
  ["https://eviltteams.microsoft.com/", false],
  ["https://x.teams.microsoft.com:8443/", false],
  ["http://127.0.0.1:3978/", false],
  ["smba.trafficmanager.net", false],
  ["", false],
])("in the public cloud %s: %s", (url, allowed) => {
  expect(isAllowedServiceUrl(url, PUBLIC_CLOUD.serviceUrlOrigins)).toBe(allowed);
});

test.each([
  ["http://127.0.0.1:3978/", true],
  ["http://127.0.0.1/", true],
  ["https://127.0.0.1:3978/", false],
  ["http://127.0.0.2:3978/", false],
])("any port of this machine %s: %s", (url, allowed) => {
  expect(isAllowedServiceUrl(url, ["http://127.0.0.1:*"])).toBe(allowed);
});
