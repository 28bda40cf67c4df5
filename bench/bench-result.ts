/** What one bench measured against its budget, both taken in the same run. */
export interface BenchResult {
  readonly name: string;
  readonly figure: string;
  readonly budget: string;
  readonly within: boolean;
}
