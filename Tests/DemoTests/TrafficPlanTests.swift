import Postgres
import Testing

@testable import Demo

@Suite("What guests and channels do next")
struct TrafficPlanTests {
    private let company = Company(conversations: 200, seed: 1, now: Instant(seconds: 1_795_516_500))

    private func queued(_ channel: GuestThread.Channel, guest: Int? = 3) -> QueuedMessage {
        QueuedMessage(
            message: .row(.message, 1, seed: 1),
            conversation: .row(.conversation, 1, seed: 1),
            channel: channel,
            guest: guest
        )
    }

    private func states(_ coming: [TrafficEvent.Coming]) -> [TrafficEvent.State] {
        coming.sorted { $0.delay < $1.delay }.compactMap { next in
            if case .delivered(_, _, let state) = next.event { state } else { nil }
        }
    }

    @Test("A message of the console's is sent, arrives and is read, in that order")
    func delivery() {
        var plan = TrafficPlan(company: company, seed: 1)
        #expect(states(plan.after(queued(.whatsapp))) == [.sent, .delivered, .read])
    }

    @Test("E-mail doesn't tell that it was read")
    func email() {
        var plan = TrafficPlan(company: company, seed: 1)
        #expect(states(plan.after(queued(.email))) == [.sent, .delivered])
    }

    @Test("A guest whom the demo didn't invent doesn't answer")
    func stranger() {
        var plan = TrafficPlan(company: company, seed: 1)
        for _ in 0..<50 { #expect(plan.after(queued(.whatsapp, guest: nil)).count == 3) }
    }

    @Test("Guests write within some seconds, always with words")
    func guests() {
        var plan = TrafficPlan(company: company, seed: 1)
        for _ in 0..<200 {
            let next = plan.next()
            #expect(next.delay > .zero && next.delay < .seconds(7))
            guard case .guestWrites(_, _, let text) = next.event else { continue }
            #expect(!text.isEmpty && !text.contains("{"))
        }
    }

    @Test("An exchange of thanks comes to an end")
    func ends() {
        var plan = TrafficPlan(company: company, seed: 1)
        var events = [plan.next().event]
        var handled = 0
        while let event = events.popLast(), handled < 1_000 {
            handled += 1
            events += plan.after(event).map(\.event)
        }
        #expect(handled < 100)
    }
}
