// SPDX-License-Identifier: Apache-2.0
// The words of a PDF as Chromium writes it: enough to test prints, and no more. Each page's text
// comes glyph by glyph from its content stream, through its fonts' tables to Unicode.
import { inflateSync } from 'node:zlib';

/** The text of each page; where words end is not told reliably, so compare without spaces. */
export function pdfPages(bytes) {
  const objects = readObjects(bytes);
  const pages = [...objects.values()].filter((o) => /\/Type\s*\/Page\b(?!s)/.test(o.head));
  return pages.map((page) => pageText(page, objects));
}

function readObjects(bytes) {
  const text = bytes.toString('latin1');
  const objects = new Map();
  for (const found of text.matchAll(/(\d+) 0 obj\b([\s\S]*?)(?:\bstream\r?\n|\bendobj)/g)) {
    const [whole, id, head] = found;
    const object = { head, data: '' };
    if (whole.endsWith('\n')) {
      const from = found.index + whole.length;
      const to = text.indexOf('endstream', from);
      const raw = bytes.subarray(from, to);
      object.data = /FlateDecode/.test(head) ? inflated(raw) : raw.toString('latin1');
    }
    objects.set(id, object);
  }
  return objects;
}

function inflated(raw) {
  try {
    return inflateSync(raw).toString('latin1');
  } catch {
    return '';
  }
}

function pageText(page, objects) {
  const resources = /\/Resources\s+(\d+) 0 R/.exec(page.head);
  const where = resources ? objects.get(resources[1]).head : page.head;
  const fonts = new Map();
  const list = /\/Font\s*<<([\s\S]*?)>>/.exec(where)?.[1] ?? '';
  for (const [, name, id] of list.matchAll(/\/(\w+)\s+(\d+) 0 R/g)) fonts.set(name, toUnicode(objects, id));
  const contents = /\/Contents\s*(?:\[([^\]]*)\]|(\d+) 0 R)/.exec(page.head);
  const ids = contents?.[1] ? [...contents[1].matchAll(/(\d+) 0 R/g)].map((m) => m[1]) : [contents?.[2]];
  return ids.map((id) => shown(objects.get(id)?.data ?? '', fonts)).join('\n');
}

function toUnicode(objects, fontId) {
  const table = new Map();
  const id = /\/ToUnicode\s+(\d+) 0 R/.exec(objects.get(fontId)?.head ?? '')?.[1];
  const cmap = objects.get(id)?.data ?? '';
  const letters = (hex) => String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((h) => parseInt(h, 16)));
  for (const [, block] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, from, to] of block.matchAll(/<(\w+)>\s*<(\w+)>/g)) table.set(parseInt(from, 16), letters(to));
  }
  for (const [, block] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, a, b, to] of block.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      for (let code = parseInt(a, 16); code <= parseInt(b, 16); ++code) {
        table.set(code, String.fromCharCode(parseInt(to, 16) + code - parseInt(a, 16)));
      }
    }
  }
  table.wide = /<\w{4}>/.test(/begincodespacerange([\s\S]*?)endcodespacerange/.exec(cmap)?.[1] ?? '<0000>');
  return table;
}

function shown(content, fonts) {
  let font;
  let text = '';
  for (const [, name, hex] of content.matchAll(/\/(\w+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|\bET\b/g)) {
    if (name) font = fonts.get(name);
    else text += hex ? decoded(hex, font) : ' ';
  }
  return text;
}

function decoded(hex, font) {
  const width = font?.wide === false ? 2 : 4;
  const codes = hex.match(new RegExp(`.{${width}}`, 'g')) ?? [];
  return codes.map((code) => font?.get(parseInt(code, 16)) ?? '').join('');
}
