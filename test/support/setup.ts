/** nock calls `Promise.withResolvers`, which Node 20 has not. */
if (!('withResolvers' in Promise)) {
  Object.defineProperty(Promise, 'withResolvers', {
    value: <T>() => {
      let resolve: (value: T | PromiseLike<T>) => void = () => {}
      let reject: (reason: unknown) => void = () => {}
      const promise = new Promise<T>((onResolve, onReject) => {
        resolve = onResolve
        reject = onReject
      })
      return { promise, resolve, reject }
    },
  })
}
