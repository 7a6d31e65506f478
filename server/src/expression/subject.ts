/** What an expression looks at. All texts are byte strings: one character an octet. */
export interface Subject {
  readonly iface: string
  readonly source: number
  readonly destination: number
  readonly length: number
  readonly mac: string
  readonly htype: number
  readonly hlen: number
  readonly ciaddr: number
  readonly giaddr: number
  readonly yiaddr: number
  readonly siaddr: number
  readonly messageType: number
  readonly transactionId: number
  /** Payload of an option; undefined when absent. */
  option(code: number): string | undefined
  /** Its text form, as Kea shows it. */
  optionText(code: number): string | undefined
  subOption(code: number, sub: number): string | undefined
  subOptionText(code: number, sub: number): string | undefined
  /** Enterprises of option 125, in their order. */
  readonly vendors: readonly number[]
  /** Of any enterprise when undefined. */
  vendorOption(enterprise: number | undefined, sub: number): string | undefined
  vendorOptionText(enterprise: number | undefined, sub: number): string | undefined
  vendorClassData(enterprise: number | undefined, index: number): string | undefined
  /** Enterprises of option 124. */
  readonly vendorClasses: readonly number[]
  isMember(clientClass: string): boolean
}
