//! What a repair leaves as it is because no revision sets it: whether the file or the database is right, only people know.
//! A revision that the plan stamps waits for them; of one that was stamped before, the plan says it.

use crate::audit::evidence::{Evidence, Weighed};
use crate::audit::lineage::Position;
use crate::audit::presence::RevisionAudit;
use crate::plan::{Question, Safety, Step, change, sequence};
use crate::schema::{Attribute, Value};
use crate::sql::render;

/// Returns a step for each value that a revision which the plan will stamp was to set.
pub fn steps(question: &Question<'_>, target: &Position) -> Vec<Step> {
    let new = left(question, target).filter(|(audit, _)| !is_stamped(question, audit));
    let step = |(audit, effect): (&RevisionAudit, &Weighed)| {
        let revision = question.audit.lineage.revision(audit.number).clone();
        let (attribute, object) = (&effect.attribute, &effect.object);
        let (is, makes) = (show(effect.actual.as_ref()), show(effect.expected.as_ref()));
        Step {
            safety: Safety::Manual,
            reason: format!(
                "{attribute} of `{object}` is {is}, and no revision makes it so; `{revision}`, which the stamp claims, makes it \
                 {makes}: decide which is meant"
            ),
            sql: change::operations(question.expected, effect, audit.making.conversions.get(&effect.object))
                .iter()
                .map(render::operation)
                .collect(),
            revision: Some(revision),
            places: vec![effect.place.clone()],
            ..Step::new()
        }
    };
    new.map(step).collect()
}

/// Returns what else the plan leaves as it is.
pub fn note(question: &Question<'_>, target: &Position) -> Option<String> {
    let old = left(question, target).filter(|(audit, _)| is_stamped(question, audit));
    let names: Vec<String> = old.map(|(_, effect)| format!("{} of `{}`", effect.attribute, effect.object)).collect();
    (!names.is_empty()).then(|| {
        format!(
            "not in this plan, because no revision makes it as it is, and only people know which is meant (`limbeck audit` has the \
             lines): {}",
            names.join(", ")
        )
    })
}

fn left<'a>(
    question: &'a Question<'_>,
    target: &'a Position,
) -> impl Iterator<Item = (&'a RevisionAudit, &'a Weighed)> {
    let inside = question.audit.revisions.iter().filter(|audit| target.contains(&audit.number));
    let effects = inside.flat_map(|audit| audit.effects.iter().map(move |effect| (audit, effect)));
    effects.filter(|(_, effect)| {
        effect.evidence == Evidence::Diverged
            && !effect.implied
            && effect.attribute != Attribute::Valid
            && !(effect.attribute == Attribute::Default && sequence::comes_back(question, &effect.object))
    })
}

fn is_stamped(question: &Question<'_>, audit: &RevisionAudit) -> bool {
    question.audit.stamped.position.contains(&audit.number)
}

fn show(value: Option<&Value>) -> String {
    value.filter(|value| !value.is_none()).map_or_else(|| "not set".into(), |value| format!("`{value}`"))
}
