//! Maximum-weight closure of a DAG: which down-closed set of revisions weighs most. When several weigh the same, the
//! smallest and the largest of them; every other lies between. (Picard 1976: a minimum cut between the nodes that gain
//! and those that cost.) A condition makes a node cost more as long as another one is not in the set. Nothing here knows
//! what the weights mean.

use petgraph::algo::maximum_flow::dinics;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use std::collections::BTreeSet;

/// The smallest and the largest closure of maximum weight, as sorted node numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closures {
    pub smallest: BTreeSet<usize>,
    pub largest: BTreeSet<usize>,
}

/// What `node` costs in a closure without `unless`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Condition {
    pub node: usize,
    pub unless: usize,
    pub cost: u32,
}

/// Returns the closures of maximum weight, where `parents[n]` must be in every closure that contains `n`.
/// Nodes are numbered so that parents come first.
#[must_use]
pub fn maximum_closures(weights: &[i64], parents: &[Vec<usize>], conditions: &[Condition]) -> Closures {
    match as_chain(parents) {
        true => closures_of_chain(weights, conditions),
        false => closures_of_dag(weights, parents, conditions),
    }
}

/// Whether every node has exactly its predecessor as parent.
fn as_chain(parents: &[Vec<usize>]) -> bool {
    parents.iter().enumerate().all(|(node, parents)| match node {
        0 => parents.is_empty(),
        _ => *parents == [node - 1],
    })
}

/// On a chain a closure is a prefix; a condition costs between its two nodes.
fn closures_of_chain(weights: &[i64], conditions: &[Condition]) -> Closures {
    let mut steps = weights.to_vec();
    for condition in conditions.iter().filter(|own| own.node < own.unless) {
        let cost = i64::from(condition.cost);
        for (node, change) in [(condition.node, -cost), (condition.unless, cost)] {
            if let Some(step) = steps.get_mut(node) {
                *step += change;
            }
        }
    }
    let (mut sum, mut best, mut shortest, mut longest) = (0, 0, 0, 0);
    for (node, step) in steps.iter().enumerate() {
        sum += step;
        if sum > best {
            (best, shortest) = (sum, node + 1);
        }
        if sum >= best {
            longest = node + 1;
        }
    }
    Closures { smallest: (0..shortest).collect(), largest: (0..longest).collect() }
}

fn closures_of_dag(weights: &[i64], parents: &[Vec<usize>], conditions: &[Condition]) -> Closures {
    let mut network: DiGraph<(), u64> = DiGraph::new();
    let nodes: Vec<NodeIndex> = weights.iter().map(|_| network.add_node(())).collect();
    let (source, sink) = (network.add_node(()), network.add_node(()));
    let costs: u64 = conditions.iter().map(|condition| u64::from(condition.cost)).sum();
    let unlimited = 1 + costs + weights.iter().map(|weight| weight.unsigned_abs()).sum::<u64>();
    for (node, weight) in weights.iter().enumerate() {
        if *weight > 0 {
            network.add_edge(source, nodes[node], weight.unsigned_abs());
        } else if *weight < 0 {
            network.add_edge(nodes[node], sink, weight.unsigned_abs());
        }
        for parent in parents.get(node).into_iter().flatten() {
            network.add_edge(nodes[node], nodes[*parent], unlimited);
        }
    }
    for Condition { node, unless, cost } in conditions {
        if let (Some(node), Some(unless)) = (nodes.get(*node), nodes.get(*unless)) {
            network.add_edge(*node, *unless, u64::from(*cost));
        }
    }
    let (_, flows) = dinics(&network, source, sink);
    let mut residual: DiGraph<(), ()> = DiGraph::new();
    for _ in network.node_indices() {
        residual.add_node(());
    }
    for edge in network.edge_references() {
        let flow = flows.get(edge.id().index()).copied().unwrap_or_default();
        if flow < *edge.weight() {
            residual.add_edge(edge.source(), edge.target(), ());
        }
        if flow > 0 {
            residual.add_edge(edge.target(), edge.source(), ());
        }
    }
    let gained = reached(&residual, source);
    residual.reverse();
    let lost = reached(&residual, sink);
    let among = |wanted: &dyn Fn(&NodeIndex) -> bool| {
        nodes.iter().enumerate().filter(|(_, node)| wanted(node)).map(|(number, _)| number).collect()
    };
    Closures { smallest: among(&|node| gained.contains(node)), largest: among(&|node| !lost.contains(node)) }
}

fn reached(graph: &DiGraph<(), ()>, from: NodeIndex) -> BTreeSet<NodeIndex> {
    let mut search = petgraph::visit::Dfs::new(graph, from);
    std::iter::from_fn(|| search.next(graph)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every down-closed set of up to eight nodes, by trying all.
    fn by_trying(weights: &[i64], parents: &[Vec<usize>], conditions: &[Condition]) -> Closures {
        let n = weights.len();
        let has = |set: u32, node: usize| set >> node & 1 == 1;
        let closed = |set: u32| (0..n).all(|node| !has(set, node) || parents[node].iter().all(|own| has(set, *own)));
        let weigh = |set: u32| {
            let gained: i64 = (0..n).filter(|node| has(set, *node)).map(|node| weights[node]).sum();
            let due = conditions.iter().filter(|own| has(set, own.node) && !has(set, own.unless));
            gained - due.map(|own| i64::from(own.cost)).sum::<i64>()
        };
        let sets: Vec<u32> = (0..1 << n).filter(|set| closed(*set)).collect();
        let best = sets.iter().map(|set| weigh(*set)).max().unwrap_or(0);
        let best: Vec<u32> = sets.into_iter().filter(|set| weigh(*set) == best).collect();
        let numbers = |set: u32| (0..n).filter(|node| has(set, *node)).collect();
        Closures {
            smallest: numbers(best.iter().fold(u32::MAX, |all, set| all & set)),
            largest: numbers(best.iter().fold(0, |all, set| all | set)),
        }
    }

    fn dags() -> impl Strategy<Value = (Vec<i64>, Vec<Vec<usize>>, Vec<Condition>)> {
        (1usize..=8).prop_flat_map(|n| {
            let weights = prop::collection::vec(-3i64..=3, n);
            let edges = prop::collection::vec(any::<u8>(), n);
            let condition = (0..n, 0..n, 0u32..=3);
            let conditions = prop::collection::vec(
                condition.prop_map(|(node, unless, cost)| Condition { node, unless, cost }),
                0..4,
            );
            (weights, edges, conditions).prop_map(|(weights, edges, conditions)| {
                let parents = edges.iter().enumerate();
                let parents = parents.map(|(node, bits)| (0..node).filter(|p| bits >> p & 1 == 1).collect()).collect();
                (weights, parents, conditions)
            })
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]
        #[test]
        fn is_what_trying_all_sets_finds((weights, parents, conditions) in dags()) {
            let found = maximum_closures(&weights, &parents, &conditions);
            prop_assert_eq!(found, by_trying(&weights, &parents, &conditions));
        }

        #[test]
        fn on_a_chain_too((weights, _, conditions) in dags()) {
            let parents: Vec<Vec<usize>> =
                (0..weights.len()).map(|n: usize| n.checked_sub(1).into_iter().collect()).collect();
            let tried = by_trying(&weights, &parents, &conditions);
            prop_assert_eq!(&maximum_closures(&weights, &parents, &conditions), &tried);
            prop_assert_eq!(&closures_of_dag(&weights, &parents, &conditions), &tried);
        }
    }
}
