import Domain
import Text

/// The texts of the header and the panes, and the placeholders of empty ones.
package enum ChromePhrase: Phrase {
    case inbox, mine, unassigned, open
    case live, connecting, offline(retryIn: Int), refused, loginRefusedAgain(key: String)
    case incidents(Int), noWorker, polling, notDelivered(Int)
    case emptyInbox, emptyFilter, loading, noConversationOpen, noRights
    case tooSmall(columns: Int, rows: Int)
}

/// The texts of a conversation in the list or in its thread's header.
package enum ConversationPhrase: Phrase {
    case state(ConversationState), priority(Priority), channel(Channel), sender(SenderType)
    case you, nobody, noZone, unknownGuest, notDelivered
    case checksInToday, checksOutToday, checksIn(days: Int), inHouse(night: Int, of: Int), leftOn(CalendarDay)
}

/// The texts of a thread.
package enum ThreadPhrase: Phrase {
    case note, guest, today, yesterday, day(CalendarDay, weekday: Int)
    case beginning, newBelow(Int), attachment
    case delivery(DeliveryState), waitsForLine, beingSent, notDelivered(key: String)
}

/// The texts of the details pane.
package enum PanelPhrase: Phrase {
    case guest, reservation, property, access, tags, notDelivered, deliveries, details, boxHint
    case conversations(Int64), people(Int32), noReservation, noGuest, unverified, unverifiedContact
}

/// The texts of the composer.
package enum ComposerPhrase: Phrase {
    case replyTo(Channel), noteNotSent, draftSaved, placeholderReply, placeholderNote
    case threadMoved(Int64), nothingToSend, begunAsReply, begunAsNote
}

/// The texts of overlays.
package enum OverlayPhrase: Phrase {
    case help, palette, noMatch, chooseState, choosePriority, editTags, tagsHint
    case filter, states, priorities, filterHint, filterNeedsState
    case quit, quitHint, quitWithQueue(Int, to: SafeText?), discard(for: SafeText), discardHint, chooseHint, helpHint
    case sendTo(SafeText), colleagueTypes(SafeText), sendHint
    case changeAll(TargetCount?), changeAllDetail(BulkChange, SafeText), changeAllHint
}

/// The texts of outcomes, and of why a command is disabled.
package enum OutcomePhrase: Phrase {
    case notYourRole(Capability), assigneeOnly(assignee: SafeText), nothingSelected, archivedIsReadOnly
    case noneSelected, stillLoading, opening, moved
    case unboundKey(key: String, help: String), onlyInList(key: String), onlyInThread(key: String)
    case alreadyYours, alreadyAssigned(SafeText), noUnread, nothingToUndo, tooLateToUndo, changePending, nothingFailed
    case nothingSkipped, oneAtATime, notOneGuest, noGuestKnown, noGuestToWriteTo, oneChannel
    case noAlternateView, noPreviousView, noNextView, noView(Int, key: String)
    case guestWrote, claimed, released, stateChanged(ConversationState), priorityChanged(Priority), tagsChanged
    case failed(Failure), messageReturned(Failure), draftDiscarded, willBeSent, notSavedToDisk(String)

    /// Whether a key that met it was no command of this user's here: nothing to act on, not yet, or not their role's.
    var endsCommands: Bool {
        switch self {
        case .nothingSelected, .noneSelected, .stillLoading, .opening, .moved, .notYourRole, .nothingFailed, .noView:
            true
        case .assigneeOnly, .archivedIsReadOnly, .unboundKey, .onlyInList, .onlyInThread, .alreadyYours,
            .alreadyAssigned, .noUnread, .nothingToUndo, .tooLateToUndo, .changePending, .nothingSkipped, .oneAtATime,
            .notOneGuest, .noGuestKnown, .noGuestToWriteTo, .oneChannel, .noAlternateView, .noPreviousView,
            .noNextView, .guestWrote, .claimed, .released, .stateChanged, .priorityChanged, .tagsChanged, .failed,
            .messageReturned, .draftDiscarded, .willBeSent, .notSavedToDisk:
            false
        }
    }
}
