import { seededRandom } from "./seeded-random.ts";

/** A test of the invented bank and shop: its name, its area (also a tag) and who owns it. */
export interface CatalogTest {
  readonly name: string;
  readonly area: string;
  readonly owner: string;
}

const areas: readonly { readonly area: string; readonly owner: string; readonly names: readonly string[] }[] = [
  {
    area: "Login",
    owner: "maria.keller@acme.example",
    names: [
      "Log in with PIN",
      "Log in with fingerprint",
      "Log in with a wrong password three times",
      "Reset password by e-mail",
      "Log out after ten idle minutes",
    ],
  },
  {
    area: "Accounts",
    owner: "david.okafor@acme.example",
    names: [
      "Show balance of all accounts",
      "Search transactions by amount",
      "Export statement as PDF",
      "Rename an account",
      "Accounts: pull to refresh",
    ],
  },
  {
    area: "Transfers",
    owner: "li.wen@acme.example",
    names: [
      "Transfer money between own accounts",
      "Transfer money to a new recipient",
      "Standing order: create, change, delete",
      "Refuse transfer above the daily limit",
      "Scan a QR bill",
      "Transfer in CHF/EUR with exchange rate",
    ],
  },
  {
    area: "Cards",
    owner: "david.okafor@acme.example",
    names: ["Block a lost card", "Order a new card", "Change card limits", "Show card PIN after confirmation"],
  },
  {
    area: "Catalogue",
    owner: "sofia.rossi@acme.example",
    names: [
      "Search for a product by name",
      "Filter products by price & size",
      "Product page: pictures and reviews",
      "Add product to wish list",
      "Show products near me",
    ],
  },
  {
    area: "Checkout",
    owner: "noah.smith@acme.example",
    names: [
      "Checkout: pay by card",
      "Checkout: pay by invoice",
      "Checkout: voucher lowers the total",
      "Checkout: pick up in store",
      "Put three articles into the cart and remove one",
      "Cart survives restart of the app",
    ],
  },
  {
    area: "Orders",
    owner: "sofia.rossi@acme.example",
    names: ["Track a parcel", "Return an article", "Repeat an earlier order", "Cancel an order within ten minutes"],
  },
];

const variants = ["as guest", "as premium customer", "on a slow network", "in German", "in Arabic", "in dark mode"];
const base: readonly CatalogTest[] = areas.flatMap(({ area, owner, names }) =>
  names.map((name) => ({ name, area, owner })),
);

/** The tests of a job: always the same for the same job, all with different names, any number of them. */
export function testsOfJob(job: string, count: number): readonly CatalogTest[] {
  const offset = seededRandom("tests of", job).between(0, base.length - 1);
  return Array.from({ length: count }, (_, index) => {
    // The catalogue is not empty, so the fallback is for the compiler alone.
    const test = base[(offset + index) % base.length] ?? {
      name: "Open the app",
      area: "Login",
      owner: "qa@acme.example",
    };
    const round = Math.floor(index / base.length);
    if (round === 0) return test;
    const repeat = Math.floor((round - 1) / variants.length);
    const variant = variants[(round - 1) % variants.length] ?? "";
    return { ...test, name: `${test.name} ${variant}${repeat === 0 ? "" : ` (${repeat + 1})`}` };
  });
}
