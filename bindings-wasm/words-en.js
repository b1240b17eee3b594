// What a person is told when an answer cannot be taken, in English. `{question}` is the question as
// it is put, `{part}` a part of a date. Another language is another object of this shape.
export default {
  parts: { day: 'day', month: 'month', year: 'year' },
  messages: {
    'date-part-missing': 'The date must include a {part}: {question}',
    'date-part-wrong': 'Enter a real {part} in the date: {question}',
    'date-wrong': 'Enter a real date, like 27 3 2019: {question}',
    'count-wrong': 'Enter a whole number, like 3: {question}',
    'option-wrong': 'Choose from the answers offered: {question}',
    'range-wrong': 'The earlier end must come before the later one: {question}',
    'kind-wrong': 'Answer the question in the way it is put: {question}',
    'not-known-here': 'This question is not part of the form',
    'not-answered': 'Answer the question, or say that it is not known: {question}',
  },
  /** Questions in other words than the pack's, by fact. */
  questions: {},
  /** What is told of answers that contradict each other, by rule, in other words than the pack's. */
  rules: {},
};
