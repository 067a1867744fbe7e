import Console
import Domain
import Loop
import Postgres
import Repositories
import TestSupport
import Testing

@testable import Runtime

/// The send queue of a console with a real connection, server and disk.
final class SenderHarness {
    let loop: EventLoop
    let line: ReconnectingConnection
    let sender: Sender
    let journal: Journal
    private(set) var events: [Event] = []

    init(_ settings: ConnectionSettings, folder: String) throws {
        let loop = try EventLoop()
        let line = ReconnectingConnection(settings, on: loop)
        let sender = Sender(over: line.connection, on: loop)
        (self.loop, self.line, self.sender) = (loop, line, sender)
        journal = Journal(
            folder: folder,
            answers: loop.mailbox(of: Journal.WriteResult.self) { [weak sender] in sender?.handle($0) }
        )
        sender.journal = journal
        line.onConnected = { [weak sender] in sender?.sendNext() }
        sender.onEvent = { [unowned self] in events.append($0) }
    }

    /// Runs the loop until a condition holds.
    func turn(until isDone: () -> Bool) throws {
        let limit = MonotonicTime.now() + .seconds(60)
        while !isDone() {
            try #require(MonotonicTime.now() < limit)
            try loop.runOnce(limit: .milliseconds(50))
        }
    }

    /// Runs the loop until all disk writes are done.
    func settle() throws {
        var isSettled = false
        journal.notifyWhenFlushed(loop.mailbox(of: Void.self) { isSettled = true })
        try turn { isSettled }
    }

    /// The stored texts, in the order of the responses.
    var stored: [String] {
        events.compactMap { event in
            if case .composer(.messageStored(let message, _)) = event { message.body } else { nil }
        }
    }

    /// The refused texts, in order, with the reasons.
    var refused: [(body: String, why: Failure)] {
        events.compactMap { event in
            if case .composer(.messageRefused(let message, let failure)) = event {
                (message.body, failure)
            } else {
                nil
            }
        }
    }

    /// The number of warnings about messages that couldn't be saved.
    var warnings: Int {
        events.count { event in
            if case .composer(.draftSaveFailed) = event { true } else { false }
        }
    }
}

/// Makes a message of a user's.
func message(
    _ body: String,
    to conversation: Identifier<Conversation>,
    after sequence: Int64? = nil,
    isInternal: Bool = false
) -> OutgoingMessage {
    var generator = SystemRandomNumberGenerator()
    return OutgoingMessage(
        id: Identifier(using: &generator),
        conversation: conversation,
        body: body,
        isInternal: isInternal,
        expectedSequence: sequence
    )
}
