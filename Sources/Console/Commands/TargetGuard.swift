import Domain
import Screen

/// Holds back keys that would act on a conversation that their user can't have meant: one that took the place of
/// another by itself, and has not been on the screen since, or only for less than anybody needs to react.
struct TargetGuard: Sendable {
    /// Whether it hasn't been drawn since.
    private var isUnseen = false
    /// When another conversation last took a place; nil if never.
    private var movedAt: Timestamp?

    /// Reaction time: keys pressed sooner were meant for the conversation that stood there before.
    static let reaction: Duration = .milliseconds(250)

    /// Notes what keys acted on before an event that isn't a key, and after it.
    mutating func note(
        from before: Identifier<Conversation>?,
        to after: Identifier<Conversation>?,
        wasAskedFor: Bool,
        at now: Timestamp
    ) {
        guard before != after else { return }
        isUnseen = true
        if before != nil, !wasAskedFor { movedAt = now }
    }

    /// Notes that the screen has been drawn.
    mutating func noteDrawing() { isUnseen = false }

    /// Returns whether a key that acts on a conversation is held back.
    func holdsBack(at now: Timestamp) -> Bool {
        isUnseen || movedAt.map { (.zero..<Self.reaction).contains(now - $0) } ?? false
    }
}

extension State {
    /// Returns why a command on a conversation has to wait until it is plain which one it acts on; nil if it is.
    var unsettledReason: OutcomePhrase? {
        if assignment.isClaimingNext || assignment.openingClaimed != nil || jump != nil { return .opening }
        guard targetGuard.holdsBack(at: now) else { return nil }
        return .moved
    }

    /// Ignores what is typed on without a pause after a key that chooses nothing: its Enter was no choice.
    mutating func ignoreTypingInChoice(of key: Key) {
        if key.typed != nil { typeAheadGuard.arm(at: now) }
    }

    /// Says that a typed key does nothing here, and ignores what is typed on without a pause.
    mutating func ignoreTyping(of key: Key) {
        guard key.typed != nil else { return }
        typeAheadGuard.arm(at: now)
        let elsewhere: Context = focus == .inbox ? .thread : .inbox
        let name = language.name(of: Chord(key))
        if case .command = keymap.resolve(Chord(key), in: elsewhere) {
            showNotice(elsewhere == .inbox ? OutcomePhrase.onlyInList(key: name) : .onlyInThread(key: name))
        } else {
            let help = keys(of: .console(.help), in: focus)
            showNotice(OutcomePhrase.unboundKey(key: name, help: help))
        }
    }
}

extension Event {
    /// Whether it brings what the user asked for, so that another conversation in the place of one is no surprise.
    var isAnswer: Bool {
        switch self {
        case .inbox(.pageRead(let read, _)): read.purpose == .replace
        case .thread, .assignment: true
        case .input, .clockTicked, .refreshTimerFired, .noticed, .session, .inbox, .query, .search, .composer, .changes,
            .merging, .views, .cannedReplies, .records, .outreach, .contents, .sla, .settings, .people, .audit,
            .incidents,
            .workflows, .webhooks, .deliveries, .jobs, .presence:
            false
        }
    }
}
