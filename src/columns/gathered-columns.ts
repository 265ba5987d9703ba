import { DocumentColumns, type OfferColumns } from "./document-columns.ts";

type Column = Uint32Array | Uint8Array | Float64Array | Int32Array;

/** A column that is put together of parts; it has room for more than it holds. */
class Growing<Of extends Column> {
  private numbers: Of;
  private length = 0;

  constructor(empty: Of) {
    this.numbers = empty;
  }

  append(part: Of): void {
    const end = this.length + part.length;
    if (end > this.numbers.length) {
      const longer = new (this.numbers.constructor as new (length: number) => Of)(2 * end);
      longer.set(this.numbers.subarray(0, this.length));
      this.numbers = longer;
    }
    this.numbers.set(part, this.length);
    this.length = end;
  }

  /** The numbers without the room behind them. */
  all(): Of {
    return this.numbers.slice(0, this.length) as Of;
  }
}

/** Puts documents that come in batches together. */
export class GatheredColumns {
  private size = 0;
  private readonly accounts = new Growing<Uint32Array>(new Uint32Array(0));
  private readonly kinds = new Growing<Uint8Array>(new Uint8Array(0));
  private readonly balances = new Growing<Float64Array>(new Float64Array(0));
  private readonly dueDays = new Growing<Int32Array>(new Int32Array(0));
  private readonly offers = {
    documents: new Growing<Uint32Array>(new Uint32Array(0)),
    amounts: new Growing<Float64Array>(new Float64Array(0)),
    lastDays: new Growing<Int32Array>(new Int32Array(0)),
    sources: new Growing<Uint8Array>(new Uint8Array(0)),
  };

  /** Adds a batch; its arrays may be used again afterwards. */
  add({ accounts, kinds, balances, dueDays, offers, size }: DocumentColumns): void {
    this.accounts.append(accounts);
    this.kinds.append(kinds);
    this.balances.append(balances);
    this.dueDays.append(dueDays);
    this.offers.documents.append(offers.documents.map((document) => document + this.size));
    this.offers.amounts.append(offers.amounts);
    this.offers.lastDays.append(offers.lastDays);
    this.offers.sources.append(offers.sources);
    this.size += size;
  }

  /** All batches as columns of these accounts. */
  columns(accountIds: readonly string[]): DocumentColumns {
    const offers: OfferColumns = {
      documents: this.offers.documents.all(),
      amounts: this.offers.amounts.all(),
      lastDays: this.offers.lastDays.all(),
      sources: this.offers.sources.all(),
    };
    return new DocumentColumns({
      accountIds,
      accounts: this.accounts.all(),
      kinds: this.kinds.all(),
      balances: this.balances.all(),
      dueDays: this.dueDays.all(),
      offers,
    });
  }
}
