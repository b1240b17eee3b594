//! The SAT solver, with a count of the work that it may still do.

use batsat::{Callbacks, ClauseKind, Lit, Solver, SolverInterface, SolverOpts, lbool};
use std::cell::Cell;

/// The work was spent before an answer was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spent;

/// Stops a search when so many conflicts are behind it.
struct Conflicts {
    left: Cell<u64>,
}

impl Callbacks for Conflicts {
    fn on_new_clause(&mut self, _clause: &[Lit], kind: ClauseKind) {
        if kind == ClauseKind::Learnt {
            self.left.set(self.left.get().saturating_sub(1));
        }
    }

    fn stop(&self) -> bool {
        self.left.get() == 0
    }
}

/// A set of clauses that is added to and asked again and again.
///
/// Work is counted in steps of the search (propagations and decisions), never in time, so that the
/// same question has the same answer on every machine.
pub(super) struct Sat {
    solver: Solver<Conflicts>,
    top: Lit,
}

/// Steps that one conflict stands for, when a single search is to be stopped.
const STEPS_OF_A_CONFLICT: u64 = 200;

impl Sat {
    pub(super) fn new() -> Sat {
        let mut solver = Solver::new(SolverOpts::default(), Conflicts { left: Cell::new(1) });
        let top = Lit::new(solver.new_var_default(), true);
        solver.add_clause_reuse(&mut vec![top]);
        Sat { solver, top }
    }

    /// The literal that always holds.
    pub(super) fn top(&self) -> Lit {
        self.top
    }

    pub(super) fn fresh(&mut self) -> Lit {
        Lit::new(self.solver.new_var_default(), true)
    }

    pub(super) fn clause(&mut self, literals: impl IntoIterator<Item = Lit>) {
        self.solver.add_clause_reuse(&mut literals.into_iter().collect());
    }

    /// Whether all clauses and these literals can hold together.
    pub(super) fn holds(&mut self, assumed: &[Lit], work: &Work) -> Result<bool, Spent> {
        let left = work.left.get();
        if left == 0 {
            return Err(Spent);
        }
        let before = self.steps();
        self.solver.cb_mut().left.set(left.div_ceil(STEPS_OF_A_CONFLICT).max(1));
        let found = self.solver.solve_limited(assumed);
        let spent = self.steps().saturating_sub(before).saturating_add(1);
        work.spend(spent);
        if found == lbool::TRUE {
            Ok(true)
        } else if found == lbool::FALSE {
            Ok(false)
        } else {
            Err(Spent)
        }
    }

    /// Whether what was assumed last could not hold because of this, among others.
    pub(super) fn is_to_blame(&self, literal: Lit) -> bool {
        self.solver.unsat_core_contains_var(literal.var())
    }

    /// Whether a literal holds in what was found last.
    pub(super) fn value(&self, literal: Lit) -> bool {
        self.solver.value_lit(literal) == lbool::TRUE
    }

    fn steps(&self) -> u64 {
        self.solver.num_propagations().saturating_add(self.solver.num_decisions())
    }
}

/// How much work may still be done, shared by everything that one question starts.
#[derive(Debug)]
pub(super) struct Work {
    left: Cell<u64>,
    given: u64,
}

impl Work {
    pub(super) fn of(steps: u64) -> Work {
        Work { left: Cell::new(steps), given: steps }
    }

    pub(super) fn spend(&self, steps: u64) {
        self.left.set(self.left.get().saturating_sub(steps));
    }

    /// Whether so much may still be done.
    pub(super) fn suffices_for(&self, steps: u64) -> bool {
        self.left.get() > steps
    }

    /// How much it was at first.
    pub(super) fn given(&self) -> u64 {
        self.given
    }

    pub(super) fn is_spent(&self) -> bool {
        self.left.get() == 0
    }

    pub(super) fn spent(&self) -> u64 {
        self.given.saturating_sub(self.left.get())
    }
}
