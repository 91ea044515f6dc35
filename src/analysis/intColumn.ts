/** Numbers one after another, how many is not known: in bytes of their own, for an array of them takes the heap's room. */
export class IntColumn {
  length = 0
  private room = new Int32Array(firstRoom)

  push(value: number): void {
    if (this.length === this.room.length) this.grow()
    this.room[this.length++] = value
  }

  at(index: number): number {
    return this.room[index] as number
  }

  /** All of them. What is pushed later is not among them. */
  values(): Int32Array {
    return this.room.subarray(0, this.length)
  }

  private grow(): void {
    const larger = new Int32Array(2 * this.room.length)
    larger.set(this.room)
    this.room = larger
  }
}

const firstRoom = 128
