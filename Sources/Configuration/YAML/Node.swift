import CLibYAML

/// A node of a YAML document. Children are created on access, so that cyclic aliases are harmless.
struct Node {
    private let tree: NodeTree
    private let node: yaml_node_t

    /// Wraps a node of a tree and retains the tree.
    init(of tree: NodeTree, _ node: yaml_node_t) {
        self.tree = tree
        self.node = node
    }

    /// The position where it begins.
    var place: SourcePosition { SourcePosition(node.start_mark) }

    /// The text of a scalar; nil for a sequence or mapping.
    var string: String? {
        guard node.type == YAML_SCALAR_NODE else { return nil }
        let scalar = node.data.scalar
        return String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
    }

    /// The position where a scalar's text begins, after an opening quote.
    var textPlace: SourcePosition {
        place.advanced(by: node.data.scalar.style == YAML_PLAIN_SCALAR_STYLE ? 0 : 1)
    }

    /// The elements of a sequence; nil for any other node.
    var elements: [Node]? {
        guard node.type == YAML_SEQUENCE_NODE else { return nil }
        let items = node.data.sequence.items
        return UnsafeBufferPointer(start: items.start, count: items.top - items.start).compactMap(tree.node)
    }

    /// The entries of a mapping, in file order; nil for any other node.
    var pairs: [(key: Node, value: Node)]? {
        guard node.type == YAML_MAPPING_NODE else { return nil }
        let pairs = node.data.mapping.pairs
        return UnsafeBufferPointer(start: pairs.start, count: pairs.top - pairs.start).compactMap { pair in
            guard let key = tree.node(pair.key), let value = tree.node(pair.value) else { return nil }
            return (key, value)
        }
    }
}
