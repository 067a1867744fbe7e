import Console
import Domain
import Loop
import Postgres
import Repositories
import TestSupport
import Testing

@testable import Runtime

/// The sending side of one console: a real line to a real server, and a real disk.
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

    /// Turns the loop until something has come to pass.
    func turn(until isDone: () -> Bool) throws {
        let limit = MonotonicTime.now() + .seconds(60)
        while !isDone() {
            try #require(MonotonicTime.now() < limit)
            try loop.runOnce(limit: .milliseconds(50))
        }
    }

    /// Turns the loop until everything that was asked of the disk is done.
    func settle() throws {
        var isSettled = false
        journal.notifyWhenFlushed(loop.mailbox(of: Void.self) { isSettled = true })
        try turn { isSettled }
    }

    /// The texts that the server has stored, in the order of the answers.
    var stored: [String] {
        events.compactMap { event in
            if case .messageStored(let message, _) = event { message.body } else { nil }
        }
    }

    /// The texts that came back, in the order in which they did, and why.
    var refused: [(body: String, why: Failure)] {
        events.compactMap { event in
            if case .messageRefused(let message, let failure) = event { (message.body, failure) } else { nil }
        }
    }

    /// How often the person was told that something couldn't be kept.
    var warnings: Int {
        events.count { event in
            if case .draftSaveFailed = event { true } else { false }
        }
    }
}

/// A message of a person's.
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
