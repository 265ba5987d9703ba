/** What a click on a card or a line of a grid does. */
export interface OpenDetailAction {
  readonly action: "open-customer-detail";
  readonly accountId: string;
}
