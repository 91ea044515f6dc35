import { expect, test } from 'vitest'
import { createTerminal } from '../../src/cli/terminal.ts'

function written(facts: { isTTY?: boolean; columns?: number }) {
  const chunks: string[] = []
  const terminal = createTerminal({ ...facts, write: (text) => chunks.push(text) })
  return { terminal, text: () => chunks.join('') }
}

test('a line is written above the status, which is cleared and drawn again', () => {
  const { terminal, text } = written({ isTTY: true, columns: 80 })
  terminal.status('1/2')
  terminal.line('warning: slow')
  terminal.status('')
  expect(text()).toBe('1/2\r\x1b[2Kwarning: slow\n1/2\r\x1b[2K')
})

test('a status is cut to the width, and not written again when it is the same', () => {
  const { terminal, text } = written({ isTTY: true, columns: 10 })
  terminal.status('123456789012345')
  terminal.status('123456789abc')
  expect(text()).toBe('123456789')
})

test('nothing but whole lines goes to what is no terminal', () => {
  const { terminal, text } = written({})
  terminal.status('1/2')
  terminal.line('done')
  terminal.status('')
  expect(text()).toBe('done\n')
})

test('controls in a line or a status are escaped', () => {
  const { terminal, text } = written({ isTTY: true })
  terminal.line('a\u001b[2J\nb')
  terminal.status('c\u001b[2J')
  expect(text()).toBe('a\\x1b[2J\\x0ab\nc\\x1b[2J')
})
