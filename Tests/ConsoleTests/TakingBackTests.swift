import Console
import Domain
import Testing

@Suite("Taking back what one has just done")
struct TakingBackTests {
    private static let first = ConsoleHarness.guests[0]

    private func sending(_ text: String = "Bonjour", undoSeconds: Int32 = 5) throws -> ConsoleHarness {
        var house = ConsoleHarness(columns: 120, rows: 24, undoSeconds: undoSeconds)
        try house.press("Enter", "r")
        house.type(text)
        try house.press("^S")
        return house
    }

    @Test("A reply counts down once it is stored, z takes it back, and it is a draft again")
    func reply() throws {
        var house = try sending()
        let message = try #require(house.sent.first)
        house.dispatch(.composer(.messageStored(message, ConsoleHarness.receipt(5))))
        house.answer()
        #expect(house.screen.contains("Sofia Moreau: reply being sent · z undo (5 s)"))
        house.wait(.seconds(2))
        #expect(house.screen.contains("z undo (3 s)"))
        try house.press("z")
        let withdrawal = try #require(house.sent.last)
        #expect(withdrawal.withdraws == message.id)
        house.dispatch(.composer(.messageWithdrawn(withdrawal)))
        house.answer()
        #expect(house.screen.contains("nothing was sent, it is a draft again"))
        #expect(house.state.composer?.editor.text == "Bonjour")
        #expect(house.state.focus == .composer)
    }

    @Test("A reply that the server hasn't stored yet can be taken back too, behind it in the queue")
    func unstored() throws {
        var house = try sending()
        try house.press("z")
        #expect(house.sent.map(\.withdraws) == [nil, house.sent.first?.id])
    }

    @Test("Once its time is over z says so, and the footer is quiet")
    func late() throws {
        var house = try sending()
        house.dispatch(.composer(.messageStored(try #require(house.sent.first), ConsoleHarness.receipt(5))))
        house.answer()
        house.wait(.seconds(6))
        #expect(!house.screen.contains("z undo"))
        try house.press("z")
        #expect(house.screen.contains("There is nothing to undo."))
        #expect(house.sent.count == 1)
    }

    @Test("Where the deployment doesn't offer it, nothing counts down")
    func off() throws {
        var house = try sending(undoSeconds: 0)
        house.dispatch(.composer(.messageStored(try #require(house.sent.first), ConsoleHarness.receipt(5))))
        house.answer()
        #expect(!house.screen.contains("z undo"))
    }

    @Test("A change names its guest, and the last one goes back first")
    func changes() throws {
        var house = ConsoleHarness(columns: 120, rows: 24, undoSeconds: 5)
        try house.press("Enter")
        house.dispatch(.changes(.completed(.priority(.low), on: Self.first.id, .success(()))))
        house.dispatch(.changes(.completed(.state(.resolue), on: Self.first.id, .success(()))))
        house.answer()
        #expect(house.screen.contains("Sofia Moreau: Now resolved · z undo (5 s)"))
        try house.press("z", "z")
        let undone: [UndoableAction] = house.done.compactMap { effect in
            if case .changes(.undo(let step)) = effect { step.action } else { nil }
        }
        #expect(undone == [.state, .priority])
    }

    @Test("What couldn't be taken back is sent, and the writer is told")
    func refused() throws {
        var house = try sending()
        let message = try #require(house.sent.first)
        house.dispatch(.composer(.messageStored(message, ConsoleHarness.receipt(5))))
        house.answer()
        try house.press("z")
        house.dispatch(.composer(.withdrawalRefused(try #require(house.sent.last), .refused(.illegalTransition))))
        house.answer()
        #expect(house.screen.contains("Too late: it has been sent."))
        #expect(house.state.drafts[Self.first.id] == nil)
    }

    @Test("A colleague's reply shows as being sent, and one that was taken back isn't shown at all")
    func onOtherScreens() throws {
        var messages = ConsoleHarness.threads
        var held = ConsoleHarness.message(5, .agent, "Fatima El-Fassi", "Bien sûr.", minutesAgo: 0)
        held.delivery = .queued
        held.heldUntil = ConsoleHarness.now + .seconds(4)
        messages[Self.first.id, default: []].append(held)
        var house = ConsoleHarness(columns: 120, rows: 24, messages: messages)
        house.conversations[0].lastSequence = 5
        try house.press("Enter")
        #expect(house.screen.contains("being sent…"))
        held.isWithdrawn = true
        house.messages[Self.first.id]?[4] = held
        house.receiveNotification(Self.first.id)
        house.answer()
        #expect(!house.screen.contains("Bien sûr."))
    }
}
