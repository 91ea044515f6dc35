/**
 * The frame of a program: says that it is ready, waits to be told to go, and sends what the work returns.
 *
 * @template Input
 * @param {(input: Input) => Promise<() => Promise<object>>} prepare gets ready, and returns the work
 */
export async function program(prepare) {
  const work = await prepare(JSON.parse(process.argv[2] ?? '{}'))
  process.once('message', async () => {
    process.send?.(await work())
    process.disconnect()
  })
  process.send?.('ready')
}
