// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { capital, errorSentence, filled, fillWords, sentence, type Words } from '../src/lib/words';

const words: Words = {
  sentences: {
    plain: 'Case',
    named: 'Case {number}',
    cases: '{n, plural, one {# дело} few {# дела} many {# дел} other {# дела}}',
    tagged: 'The name “{name}” is kept',
  },
  errors: { 'the stepwise model': 'пошаговая модель', 'the best model (BIC)': 'лучшая модель (BIC)', 'the file {0} is longer than {1} bytes': 'в файле {0} больше {1} байт' },
};

describe('words', () => {
  test('a sentence takes its fills', () => {
    expect(sentence(words, 'en', 'named', { number: '0142' })).toBe('Case 0142');
  });
  test('Russian counts in its own four ways', () => {
    const cases = (n: number) => sentence(words, 'ru', 'cases', { n });
    expect([1, 2, 5, 11, 21, 104].map(cases)).toEqual(['1 дело', '2 дела', '5 дел', '11 дел', '21 дело', '104 дела']);
  });
  test('a key without words shows itself, so that a gap is seen', () => {
    expect(sentence(words, 'en', 'no.such')).toBe('no.such');
  });
  test('a fill is text: markup in it stays as it was typed', () => {
    expect(sentence(words, 'en', 'tagged', { name: '<script>{n}</script>' })).toContain('<script>{n}</script>');
  });
  test('what fills a sentence is said in its language too: a method, several of them, a decimal', () => {
    const ru = (fill: string) => fillWords(words, 'ru', fill);
    expect(ru('the stepwise model, the best model (BIC)')).toBe('пошаговая модель, лучшая модель (BIC)');
    expect(['0.89', '-1.28', '1760, 2190', 'the stepwise model, town', 'v1.2'].map(ru)).toEqual(['0,89', '-1,28', '1760, 2190', 'the stepwise model, town', 'v1.2']);
    expect(fillWords(words, 'en', '0.89')).toBe('0.89');
  });
  test('an error is translated by its English sentence, and begins large', () => {
    expect(errorSentence(words, 'the file {0} is longer than {1} bytes', ['a.csv', '9'])).toBe('В файле a.csv больше 9 байт');
  });
  test('an error without a translation is said in English', () => {
    expect(errorSentence(words, 'the disk is full')).toBe('The disk is full');
  });
  test('a fill that is missing leaves its mark, as in the program', () => {
    expect(filled('{0} of {1}', ['3'])).toBe('3 of {1}');
  });
  test('a fill that looks like a mark is not filled again', () => {
    expect(filled('{0} {1}', ['{1}', 'x'])).toBe('{1} x');
  });
  test('capital: an empty text and a Cyrillic one', () => {
    expect([capital(''), capital('ёлка')]).toEqual(['', 'Ёлка']);
  });
});
