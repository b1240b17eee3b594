//! Tables of columns against the same rows one by one.
#![cfg(feature = "bundled-packs")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic; that is how it fails"
)]

use proptest::prelude::*;
use safeguarding_rules::columns::{Bits, Column, Columnar, Integers, Outcomes, Wanted};
use safeguarding_rules::{Answer, Catalogue, Day, Fact, Kind, Known, PartialDate, Ruleset};
use std::sync::{Arc, OnceLock};

const SUBJECTS: [&str; 3] = ["child", "adult", "carer"];
const PACKS: [&str; 3] = ["england", "walsall", "example-thresholds"];

fn as_of() -> Day {
    Day::parse("2024-05-01").unwrap()
}

fn all_rules() -> &'static [Arc<Ruleset>] {
    static RULES: OnceLock<Vec<Arc<Ruleset>>> = OnceLock::new();
    RULES.get_or_init(|| {
        let catalogue = Catalogue::bundled();
        let of_pack = |pack| {
            let catalogue = catalogue.clone();
            SUBJECTS
                .into_iter()
                .filter_map(move |subject| catalogue.rules(pack, subject, as_of()).ok())
        };
        PACKS.into_iter().flat_map(of_pack).collect()
    })
}

/// A source of numbers that is the same every time.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// One column as it is kept while a table borrows it.
struct Kept {
    fact: String,
    first: usize,
    known: Vec<u8>,
    flags: Vec<u8>,
    numbers: Vec<i64>,
    small: Vec<u8>,
    answers: Vec<Answer>,
    kind: Kind,
    coded: bool,
}

fn put(bytes: &mut [u8], bit: usize, set: bool) {
    if set {
        bytes[bit / 8] |= 1 << (bit % 8);
    }
}

/// An answer of the fact's kind, and its number where it is one.
fn answer(fact: &Fact, random: &mut Random, partial: bool) -> Answer {
    match fact.kind {
        Kind::YesNo => Answer::YesNo(random.below(4) == 0),
        Kind::Count => {
            let low = u32::try_from(random.below(8)).unwrap();
            if partial { Answer::Count(low, low + 3) } else { Answer::count(low) }
        }
        Kind::Date => {
            let number = as_of().number() - 9_000 + u32::try_from(random.below(9_400)).unwrap();
            let day = Day::of_number(number).unwrap();
            let last = Day::of_number(number + 400).unwrap();
            if partial {
                Answer::Date(PartialDate::between(day, last).unwrap())
            } else {
                Answer::on(day)
            }
        }
        Kind::Choice => {
            let at = usize::try_from(random.below(fact.options.len() as u64)).unwrap();
            Answer::Choice(fact.options[at].id.clone())
        }
        Kind::Choices => {
            let options = fact.options.iter().map(|option| option.id.clone());
            Answer::Exactly(options.filter(|_| random.below(3) == 0).collect())
        }
    }
}

fn kept(fact: &Fact, rows: usize, random: &mut Random, unknown: u64) -> Kept {
    let first = usize::try_from(random.below(70)).unwrap();
    let bytes = (first + rows).div_ceil(8) + usize::try_from(random.below(3)).unwrap();
    let coded = matches!(fact.kind, Kind::Choice | Kind::Choices) || random.below(4) == 0;
    let mut kept = Kept {
        fact: fact.id.clone(),
        first,
        // What lies before the first row and behind the last is not to be read.
        known: vec![0; bytes],
        flags: vec![0; bytes],
        numbers: vec![-7; rows],
        small: vec![255; rows],
        answers: (0..12).map(|_| answer(fact, random, random.0.is_multiple_of(3))).collect(),
        kind: fact.kind,
        coded,
    };
    for row in 0..rows {
        let is_known = random.below(100) >= unknown;
        put(&mut kept.known, first + row, is_known);
        kept.small[row] = u8::try_from(random.below(14)).unwrap();
        match answer(fact, random, false) {
            Answer::YesNo(yes) => put(&mut kept.flags, first + row, yes),
            Answer::Count(count, _) if is_known => kept.numbers[row] = i64::from(count),
            Answer::Date(date) if is_known => {
                kept.numbers[row] = i64::from(date.first.number()) - 719_162;
            }
            _ => {}
        }
    }
    kept
}

fn column(kept: &Kept) -> Column<'_> {
    let known = Some(Bits::new(&kept.known, kept.first));
    let values = Integers::I64(&kept.numbers);
    if kept.coded {
        return Column::Coded { codes: Integers::U8(&kept.small), answers: &kept.answers, known };
    }
    match kept.kind {
        Kind::YesNo => Column::Flags { yes: Bits::new(&kept.flags, kept.first), known },
        Kind::Count => Column::Counts { values, known },
        _ => Column::Days { values, known },
    }
}

/// The row as a person would record it.
fn by_hand(base: &Known, columns: &[Kept], row: usize) -> Known {
    let mut known = base.clone();
    for kept in columns {
        let is_known = kept.known[(kept.first + row) / 8] >> ((kept.first + row) % 8) & 1 == 1;
        if !is_known {
            continue;
        }
        let answer = if kept.coded {
            match kept.answers.get(usize::from(kept.small[row])) {
                Some(answer) => answer.clone(),
                None => continue,
            }
        } else {
            match kept.kind {
                Kind::YesNo => {
                    let bit = kept.first + row;
                    Answer::YesNo(kept.flags[bit / 8] >> (bit % 8) & 1 == 1)
                }
                Kind::Count => Answer::count(u32::try_from(kept.numbers[row]).unwrap()),
                _ => {
                    let number = u32::try_from(kept.numbers[row] + 719_162).unwrap();
                    Answer::on(Day::of_number(number).unwrap())
                }
            }
        };
        known.record(&kept.fact, &answer).unwrap();
    }
    known
}

/// A random table compared row by row; gives how many rows were searched.
fn compare(rules: &Arc<Ruleset>, rows: usize, seed: u64, unknown: u64) -> usize {
    let mut random = Random(seed);
    let base = Known::new(rules, as_of());
    let mut columns = Vec::new();
    for fact in rules.facts() {
        if random.below(10) > 0 {
            columns.push(kept(fact, rows, &mut random, unknown));
        }
    }
    let columnar = Columnar::new(&base);
    let given: Vec<(&str, Column<'_>)> =
        columns.iter().map(|kept| (kept.fact.as_str(), column(kept))).collect();
    let table = columnar.table(rows, &given).unwrap();
    let outcomes = table.outcomes(0..rows).unwrap();
    assert_eq!(outcomes.rows(), rows);
    assert_eq!(outcomes.row(rows), None);
    for row in 0..rows {
        let known = by_hand(&base, &columns, row);
        let name = format!("{} {} row {row} seed {seed}", rules.pack(), rules.subject());
        assert_eq!(outcomes.row(row), Some(known.outcome()), "{name}");
        assert_decides(rules, &outcomes, row, &known, &name);
        let settled = outcomes.settled()[row / 64] >> (row % 64) & 1 == 1;
        assert_eq!(settled, outcomes.at_least()[row] == outcomes.at_most()[row], "{name}");
    }
    for (routes, deciding) in [(false, false), (false, true), (true, false)] {
        let wanted = Wanted { routes, deciding };
        let columnar = Columnar::wanting(&base, wanted);
        let less = columnar.table(rows, &given).unwrap().outcomes(0..rows).unwrap();
        assert_less(&less, &outcomes, wanted);
    }
    outcomes.searched()
}

/// What is wanted is the same as among everything.
fn assert_less(less: &Outcomes, all: &Outcomes, wanted: Wanted) {
    assert_eq!(less.at_least(), all.at_least());
    assert_eq!(less.at_most(), all.at_most());
    assert_eq!(less.settled(), all.settled());
    assert_eq!(less.applies(), all.applies());
    if wanted.routes {
        assert_eq!(less.routes(), all.routes());
        assert_eq!(less.without_consent(), all.without_consent());
    }
    for row in 0..all.rows() {
        let rule = all.deciding(row).filter(|_| wanted.deciding);
        assert_eq!(less.deciding(row), rule, "row {row} {wanted:?}");
    }
}

/// The rule named leads to the level and holds; where none is named, none does by itself.
fn assert_decides(rules: &Ruleset, outcomes: &Outcomes, row: usize, known: &Known, name: &str) {
    use safeguarding_rules::{Then, Truth, thresholds::Explain};
    if !row.is_multiple_of(16) {
        return;
    }
    let decision = known.assess(Explain::All);
    let least = outcomes.at_least()[row];
    let mut holding = rules.rules().enumerate().filter(|(_, rule)| {
        let finding = decision.findings.iter().find(|finding| finding.rule == rule.id);
        matches!(rule.then, Then::Level { number, .. } if number == least)
            && finding.is_some_and(|finding| finding.truth == Truth::True)
    });
    assert_eq!(outcomes.deciding(row), holding.next().map(|(at, _)| at), "{name}");
}

#[test]
fn tables_of_every_size_say_what_their_rows_say() {
    for rules in all_rules() {
        for (seed, rows) in
            [0, 1, 7, 63, 64, 65, 255, 256, 257, 300, 511, 513, 2049].into_iter().enumerate()
        {
            compare(rules, rows, seed as u64, 30);
        }
    }
}

/// Such rows are judged by trying the cells for a block together, and none by itself. The columns
/// that are absent are those that no row fills, block after block.
#[test]
fn rows_without_a_date_of_birth_say_what_they_say_by_themselves() {
    for rules in all_rules() {
        for (seed, absent) in [(1_u64, true), (2, false)] {
            let (mut random, rows) = (Random(seed), 5_000);
            let base = Known::new(rules, as_of());
            let facts = rules.facts().filter(|fact| fact.kind == Kind::YesNo);
            let mut columns: Vec<Kept> =
                facts.map(|fact| kept(fact, rows, &mut random, 30)).collect();
            columns.iter_mut().for_each(|column| column.coded = false);
            if !absent {
                let born = rules.facts().find(|fact| fact.id == "date_of_birth").unwrap();
                columns.push(kept(born, rows, &mut random, 90));
            }
            let columnar = Columnar::new(&base);
            let given: Vec<(&str, Column<'_>)> =
                columns.iter().map(|kept| (kept.fact.as_str(), column(kept))).collect();
            let outcomes = columnar.table(rows, &given).unwrap().outcomes(0..rows).unwrap();
            let name = format!("{} {} {absent}", rules.pack(), rules.subject());
            assert_eq!(outcomes.searched(), 0, "{name}");
            for row in (0..rows).step_by(7) {
                let known = by_hand(&base, &columns, row);
                assert_eq!(outcomes.row(row), Some(known.outcome()), "{name} row {row}");
                assert_decides(rules, &outcomes, row, &known, &name);
            }
        }
    }
}

/// Of dates known by month or year, and counts from one number to another, only some cells are
/// possible, and different ones row by row.
#[test]
fn answers_known_in_part_say_what_they_say_by_themselves() {
    let mut judged_together = false;
    for rules in all_rules() {
        let (mut random, rows) = (Random(5), 700);
        let base = Known::new(rules, as_of());
        let mut columns: Vec<Kept> =
            rules.facts().map(|fact| kept(fact, rows, &mut random, 20)).collect();
        for column in columns.iter_mut().filter(|it| matches!(it.kind, Kind::Date | Kind::Count)) {
            let fact = rules.facts().find(|fact| fact.id == column.fact).unwrap();
            column.coded = true;
            column.answers = (0..12).map(|at| answer(fact, &mut random, at % 3 > 0)).collect();
        }
        let columnar = Columnar::new(&base);
        let given: Vec<(&str, Column<'_>)> =
            columns.iter().map(|kept| (kept.fact.as_str(), column(kept))).collect();
        let outcomes = columnar.table(rows, &given).unwrap().outcomes(0..rows).unwrap();
        judged_together |= outcomes.searched() < rows / 4;
        for row in 0..rows {
            let known = by_hand(&base, &columns, row);
            let name = format!("{} {} row {row}", rules.pack(), rules.subject());
            assert_eq!(outcomes.row(row), Some(known.outcome()), "{name}");
            assert_decides(rules, &outcomes, row, &known, &name);
        }
    }
    assert!(judged_together);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn a_table_says_what_its_rows_say(
        which in any::<prop::sample::Index>(), rows in 0_usize..200, seed in any::<u64>(), unknown in 0_u64..100,
    ) {
        compare(which.get(all_rules()), rows, seed, unknown);
    }
}

#[test]
fn part_of_a_table_says_what_these_rows_say() {
    let rules = &all_rules()[0];
    let mut random = Random(11);
    let columns: Vec<Kept> = rules.facts().map(|fact| kept(fact, 300, &mut random, 30)).collect();
    let columnar = Columnar::new(&Known::new(rules, as_of()));
    let given: Vec<(&str, Column<'_>)> =
        columns.iter().map(|kept| (kept.fact.as_str(), column(kept))).collect();
    let table = columnar.table(300, &given).unwrap();
    let (whole, part) = (table.outcomes(0..300).unwrap(), table.outcomes(128..300).unwrap());
    assert_eq!(part.rows(), 172);
    for row in 0..172 {
        assert_eq!(part.row(row), whole.row(row + 128));
    }
}

#[test]
fn what_is_no_answer_is_refused_by_column_and_row() {
    let rules = Catalogue::bundled().rules("example-thresholds", "child", as_of()).unwrap();
    let columnar = Columnar::new(&Known::new(&rules, as_of()));
    let count = rules.facts().find(|fact| fact.kind == Kind::Count).unwrap().id.clone();
    let flag = rules.facts().find(|fact| fact.kind == Kind::YesNo).unwrap().id.clone();
    let counts = |values| Column::Counts { values: Integers::I64(values), known: None };
    let refused = |columns: &[(&str, Column<'_>)]| {
        let problem = match columnar.table(2, columns) {
            Ok(table) => table.outcomes(0..2).unwrap_err(),
            Err(problem) => problem,
        };
        (problem.code, problem.at)
    };
    assert_eq!(refused(&[(&count, counts(&[1, -1]))]), ("case.wrong-kind", format!("/{count}/1")));
    assert_eq!(refused(&[(&flag, counts(&[1, 1]))]), ("case.wrong-kind", format!("/{flag}")));
    assert_eq!(refused(&[("nothing", counts(&[1, 1]))]).0, "case.unknown-fact");
    let days = Column::Days { values: Integers::I32(&[0, i32::MAX]), known: None };
    let place = ("case.not-a-date", "/date_of_birth/1".to_owned());
    assert_eq!(refused(&[("date_of_birth", days)]), place);
    let twice = [(count.as_str(), counts(&[1, 1])), (count.as_str(), counts(&[1, 1]))];
    assert_eq!(refused(&twice).0, "json.duplicate-key");
}

/// Rows that are alike have one outcome and lack the same facts, however they differ.
#[test]
fn rows_that_are_alike_lack_the_same() {
    use std::collections::HashMap;
    let mut repeated = 0;
    for rules in all_rules() {
        let base = Known::new(rules, as_of());
        let mut random = Random(9);
        let facts: Vec<&Fact> = rules.facts().collect();
        let mut seen = HashMap::new();
        for _ in 0..150 {
            let mut known = base.clone();
            for fact in &facts {
                let few = matches!(fact.kind, Kind::Date | Kind::Count);
                if random.below(if few { 2 } else { 40 }) == 0 {
                    let partial = random.below(3) == 0;
                    let answer = answer(fact, &mut random, partial);
                    known.record(&fact.id, &answer).unwrap();
                }
            }
            let missing: Vec<String> =
                known.missing().iter().map(|missing| missing.fact.to_owned()).collect();
            let said = (known.outcome(), missing);
            if let Some(before) = seen.insert(known.likeness(), said.clone()) {
                assert_eq!(before, said, "{} {}", rules.pack(), rules.subject());
                repeated += 1;
            }
        }
    }
    assert!(repeated > 20, "{repeated}");
}
