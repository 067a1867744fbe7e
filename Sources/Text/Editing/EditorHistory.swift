/// The undo and redo history of an editor, in steps of related changes, such as a typed word.
struct EditorHistory: Sendable, Equatable {
    /// The kind of a change. Only changes of the same kind join a step.
    enum Kind: Sendable, Equatable {
        case typing, deletion, other
    }

    /// Changes that are undone together.
    struct Step: Sendable, Equatable {
        var kind: Kind
        var changes: [TextChange]
        var before: TextPosition
        var after: TextPosition
        var endsWord: Bool
    }

    /// The maximum number of steps; older ones are dropped.
    static let limit = 500

    private(set) var done: [Step] = []
    private(set) var undone: [Step] = []

    mutating func record(_ step: Step) {
        undone.removeAll()
        if let last = done.last, last.kind == step.kind, step.kind != .other, last.after == step.before,
            !(last.endsWord && !step.endsWord)
        {
            done[done.count - 1].changes += step.changes
            done[done.count - 1].after = step.after
            done[done.count - 1].endsWord = step.endsWord
        } else {
            done.append(step)
            if done.count > EditorHistory.limit { done.removeFirst() }
        }
    }

    mutating func popUndo() -> Step? {
        guard let step = done.popLast() else { return nil }
        undone.append(step)
        return step
    }

    mutating func popRedo() -> Step? {
        guard let step = undone.popLast() else { return nil }
        done.append(step)
        return step
    }
}
