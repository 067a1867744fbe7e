import CLibYAML

/// A value in a YAML text. Its parts are made when they are asked for, so that aliases in a circle do no harm.
struct Node {
    private let tree: NodeTree
    private let node: yaml_node_t

    /// A node of a tree, which it keeps alive.
    init(of tree: NodeTree, _ node: yaml_node_t) {
        self.tree = tree
        self.node = node
    }

    /// Where it begins.
    var place: SourcePosition { SourcePosition(node.start_mark) }

    /// A scalar's text; nil for a sequence or a mapping.
    var string: String? {
        guard node.type == YAML_SCALAR_NODE else { return nil }
        let scalar = node.data.scalar
        return String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
    }

    /// Where a scalar's text begins: behind its quote, if it has one.
    var textPlace: SourcePosition {
        place.advanced(by: node.data.scalar.style == YAML_PLAIN_SCALAR_STYLE ? 0 : 1)
    }

    /// A sequence's elements; nil for what is none.
    var elements: [Node]? {
        guard node.type == YAML_SEQUENCE_NODE else { return nil }
        let items = node.data.sequence.items
        return UnsafeBufferPointer(start: items.start, count: items.top - items.start).compactMap(tree.node)
    }

    /// A mapping's keys with their values, in the order of the text; nil for what is none.
    var pairs: [(key: Node, value: Node)]? {
        guard node.type == YAML_MAPPING_NODE else { return nil }
        let pairs = node.data.mapping.pairs
        return UnsafeBufferPointer(start: pairs.start, count: pairs.top - pairs.start).compactMap { pair in
            guard let key = tree.node(pair.key), let value = tree.node(pair.value) else { return nil }
            return (key, value)
        }
    }
}
