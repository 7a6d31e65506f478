/** Which of the servers that share the clients answers one: a hash of the client's identifier modulo their number (RFC 3074 section 6). */

/** The permutation of the RFC's Pearson hash, in hex. */
const permutation = Buffer.from(
  'fbaf77d7510e4fbf6731b58fba9d00e81f20373c983a11edae46a090dc5a39df3b03128c6fa6cbc486f37c5fdeb3c541b430240f6b2ee982a51e7ba1d1176110' +
  '285bdb3d640ad26dfa7f168a1d6cf443cf09b2cc4a627ef9a774224dc1c8790514714723800db65e19e2e3c74b1b29f5e6e02be1b11a9b96d48eda73f1495869' +
  '27723effc0c991d6a89edd949a7a0c5452a32c8be4eccdf2d90bbb929f4056efc32a6ac67670b8ac5702ad75b0e5f7fd89b963a466932d42e7348dd3c2cef6ee' +
  '386e4ef83ff0bd5d5c3335b713ab48322168654508fc53784c875536ca7dbcd560eb88d0a281be849c262f0107fe1804d88359151c8525999550aa4406a9ea97',
  'hex',
)

/** 0 to 255. `key` is a byte string that is not empty. */
export function loadBalancingHash(key: string): number {
  let hash = key.length & 0xff
  for (let at = key.length - 1; at >= 0; at--) hash = permutation[hash ^ (key.charCodeAt(at) & 0xff)] ?? 0
  return hash
}

/** The place of the server among the active ones; undefined where the client has nothing to tell it by. */
export function shareOf(clientId: string | undefined, hwaddr: string, servers: number): number | undefined {
  const key = clientId !== undefined && clientId !== '' ? clientId : hwaddr
  return key === '' || servers === 0 ? undefined : loadBalancingHash(key) % servers
}
