import Domain
import Screen
import Text

/// Writing, and sending, keeping or discarding the text. Every change of the text is saved to disk.
extension State {
    /// Starts writing, or resumes the draft.
    mutating func startWriting(_ kind: ComposerKind) -> [Effect] {
        var effects: [Effect] = []
        if focus == .inbox { effects = openSelected() }
        guard let open = thread else { return effects }
        if composer == nil {
            let kept = drafts.draft(in: open.conversation)
            loadDraft(kept ?? Draft(conversation: open.conversation.latestPart.id, kind: kind, text: ""))
        }
        // Only a blank draft changes its kind: a text never turns from note to reply by itself.
        if composer?.editor.isBlank == true {
            composer?.kind = kind
        } else if composer?.kind != kind {
            showNotice(kind == .note ? ComposerPhrase.begunAsReply : .begunAsNote)
        }
        focus = .composer
        fitThread()
        showCursor()
        return effects + [markRead()].compactMap { $0 }
    }

    /// Opens a draft in the composer.
    mutating func loadDraft(_ draft: Draft) {
        composer = ComposerState(
            conversation: draft.conversation,
            kind: draft.kind,
            editor: TextEditor(draft.text)
        )
        showCursor()
    }

    /// Restores drafts of an earlier run, and opens the one of the open thread.
    mutating func restore(_ kept: [Draft]) -> [Effect] {
        let effects = drafts.restore(kept)
        if let open = thread?.conversation, let draft = drafts.draft(in: open),
            kept.contains(where: { $0.conversation == draft.conversation })
        {
            loadDraft(draft)
            fitThread()
        }
        return effects
    }

    /// Handles a composer key that isn't bound to a command.
    mutating func handleComposerKey(_ key: Key) -> [Effect] {
        guard var editor = composer?.editor else { return [] }
        let before = editor.text
        guard editor.handleKey(key, width: panes.composerText.size.columns) else { return [] }
        composer?.editor = editor
        guard editor.text == before else { return composerChanged() }
        showCursor()
        return []
    }

    mutating func handlePaste(_ text: String) -> [Effect] {
        guard overlay == nil else {
            overlay?.paste(text)
            return []
        }
        guard focus == .composer else { return [] }
        composer?.editor.paste(text)
        return composerChanged()
    }

    mutating func composerChanged() -> [Effect] {
        guard let draft = composer?.draft else { return [] }
        drafts[draft.conversation] = draft.text.isEmpty ? nil : draft
        presence.typedAt = now
        fitThread()
        showCursor()
        return [draft.text.isEmpty ? .composer(.deleteDraft(draft.conversation)) : .composer(.saveDraft(draft))]
    }

    /// Scrolls the composer so that the cursor is visible.
    mutating func showCursor() {
        let field = panes.composerText.size
        composer?.showCursor(in: field)
    }

    mutating func toggleNote() -> [Effect] {
        guard let kind = composer?.kind else { return [] }
        composer?.kind = kind == .reply ? .note : .reply
        return composerChanged()
    }

    mutating func editExternally() -> [Effect] {
        guard let draft = composer?.draft else { return [] }
        presence.isEditing = true
        return [.composer(.editExternally(draft))]
    }

    /// Discards an empty draft at once, and any other after confirmation.
    mutating func confirmDiscard() -> [Effect] {
        guard composer?.editor.isEmpty == false else { return closeComposer() }
        return present(DiscardQuestion())
    }

    /// Leaves the composer; closes it if it is empty.
    mutating func closeComposer() -> [Effect] {
        focus = .thread
        if composer?.editor.isEmpty == true { composer = nil }
        fitThread()
        return [markRead()].compactMap { $0 }
    }

    mutating func discardDraft() -> [Effect] {
        guard let id = composer?.conversation else { return [] }
        clearDraft(of: id)
        showNotice(OutcomePhrase.draftDiscarded, about: thread?.conversation)
        return [.composer(.deleteDraft(id))]
    }

    /// Closes the composer and drops its text.
    mutating func clearDraft(of conversation: Identifier<Conversation>) {
        drafts.discard(conversation)
        composer = nil
        focus = .thread
        fitThread()
    }

    /// Replaces the draft with the external editor's text, wherever the focus is now; nil leaves it unchanged.
    mutating func handleEditedDraft(_ draft: Draft?) -> [Effect] {
        presence.isEditing = false
        presence.lastKeyAt = now
        guard let draft else { return [] }
        drafts[draft.conversation] = draft
        if composer?.conversation == draft.conversation {
            composer?.editor.replaceAll(with: draft.text)
            return composerChanged()
        }
        return [.composer(.saveDraft(draft))]
    }
}

extension TextEditor {
    /// Applies a key; returns false if it does nothing.
    mutating func handleKey(_ key: Key, width: Int) -> Bool {
        if let character = key.typed {
            insert(String(character))
            return true
        }
        if let motion = Self.motions(width: width)[key] {
            move(motion)
            return true
        }
        switch key {
        case .enter where kind == .manyLines: insert("\n")
        case .backspace: delete(.left)
        case .delete: delete(.right)
        case .control("W"): delete(.wordLeft)
        case .control("K"): delete(.lineEnd)
        case .control("U"): delete(.lineStart)
        case .control("Y"): return redo()
        case .control("_"), .control("Z"): return undo()
        default: return false
        }
        return true
    }

    private static func motions(width: Int) -> [Key: TextMotion] {
        [
            .left: .left, .right: .right, .up: .up(width: width), .down: .down(width: width), .home: .lineStart,
            .end: .lineEnd, .control("A"): .lineStart, .control("E"): .lineEnd, .control("B"): .left,
            .control("F"): .right, .control("P"): .up(width: width), Key(.left, .control): .wordLeft,
            Key(.right, .control): .wordRight, Key(.home, .control): .textStart, Key(.end, .control): .textEnd,
        ]
    }
}
