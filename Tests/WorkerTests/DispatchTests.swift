import Domain
import Testing

@testable import Worker

@Suite("What a dispatcher decides")
struct DispatchTests {
    private func names(_ effects: [Dispatch.Effect]) -> [String] {
        effects.map { effect in
            switch effect {
            case .claim(_, let limit): "claim \(limit)"
            case .send(let delivery): "send \(delivery.number)"
            case .report(let outcomes): "report \(outcomes.map { String($0.0.number) }.joined(separator: ","))"
            case .release(let deliveries): "release \(deliveries.map { String($0.number) }.joined(separator: ","))"
            case .finished: "finished"
            }
        }
    }

    private let delivered = DeliveryOutcome(.delivered)

    @Test("It claims when connected, sends what it got, reports, and claims again")
    func round() {
        var dispatch = Dispatch(Dispatch.Limits(total: 10, perEndpoint: 5))
        #expect(names(dispatch.wake()) == [])
        #expect(names(dispatch.connected()) == ["claim 10"])
        #expect(names(dispatch.wake()) == [])
        #expect(names(dispatch.claimed([.sample(1), .sample(2)])) == ["send 1", "send 2", "claim 8"])
        #expect(names(dispatch.claimed([])) == [])
        #expect(names(dispatch.attempted(.sample(1), delivered)) == ["report 1"])
        #expect(names(dispatch.attempted(.sample(2), delivered)) == [])
        #expect(names(dispatch.reported(true)) == ["report 2", "claim 9"])
        #expect(dispatch.heldCount == 1)
    }

    @Test("It says how many of each configuration are in flight")
    func counts() {
        var dispatch = Dispatch(Dispatch.Limits(total: 10, perEndpoint: 5))
        _ = dispatch.connected()
        let effects = dispatch.claimed([.sample(1, webhook: 7), .sample(2, webhook: 7), .sample(3, webhook: 8)])
        guard case .claim(let counts, 7)? = effects.last else {
            Issue.record("\(names(effects))")
            return
        }
        #expect(counts == [Identifier(high: 7, low: 7): 2, Identifier(high: 8, low: 8): 1])
    }

    @Test("A report that didn't come back is repeated after reconnecting, with what came meanwhile")
    func reconnecting() {
        var dispatch = Dispatch(Dispatch.Limits(total: 10, perEndpoint: 5))
        _ = dispatch.connected()
        _ = dispatch.claimed([.sample(1), .sample(2)])
        _ = dispatch.attempted(.sample(1), delivered)
        dispatch.disconnected()
        #expect(names(dispatch.attempted(.sample(2), delivered)) == [])
        #expect(names(dispatch.connected()) == ["report 1,2", "claim 8"])
    }

    @Test("A report that fails is repeated one by one, and what fails alone holds up nothing")
    func singly() {
        var dispatch = Dispatch(Dispatch.Limits(total: 10, perEndpoint: 5))
        _ = dispatch.connected()
        _ = dispatch.claimed([.sample(1), .sample(2), .sample(3)])
        _ = dispatch.claimed([])
        _ = dispatch.attempted(.sample(1), delivered)
        _ = dispatch.attempted(.sample(2), delivered)
        _ = dispatch.attempted(.sample(3), delivered)
        #expect(names(dispatch.reported(true)) == ["report 2,3", "claim 8"])
        #expect(names(dispatch.reported(false)) == [])
        #expect(names(dispatch.wake()) == ["report 2"])
        #expect(names(dispatch.reported(false)) == [])
        #expect(names(dispatch.wake()) == ["report 3"])
        #expect(names(dispatch.reported(true)) == [])
        #expect(dispatch.heldCount == 0)
    }

    @Test("Told to stop it claims nothing, waits for what is in flight, and is finished once all is reported")
    func stopping() {
        var dispatch = Dispatch(Dispatch.Limits(total: 10, perEndpoint: 5))
        _ = dispatch.connected()
        _ = dispatch.claimed([.sample(1)])
        _ = dispatch.claimed([])
        #expect(names(dispatch.stop()) == [])
        #expect(names(dispatch.attempted(.sample(1), delivered)) == ["report 1"])
        #expect(names(dispatch.reported(true)) == ["finished"])
        #expect(names(dispatch.wake()) == [])
    }

    @Test("Told to give up it gives back what is in flight; an answer that comes later changes nothing")
    func givingUp() {
        var dispatch = Dispatch(Dispatch.Limits(total: 10, perEndpoint: 5))
        _ = dispatch.connected()
        _ = dispatch.claimed([.sample(1), .sample(2)])
        _ = dispatch.claimed([])
        #expect(names(dispatch.giveUp()) == ["release 1,2"])
        #expect(names(dispatch.attempted(.sample(1), delivered)) == [])
        #expect(names(dispatch.released()) == ["finished"])
    }

    @Test("An answer to a request whose lease ended says nothing of the one that was claimed anew")
    func claimedAnew() {
        var dispatch = Dispatch(Dispatch.Limits(total: 10, perEndpoint: 5))
        _ = dispatch.connected()
        _ = dispatch.claimed([.sample(1)])
        var anew = ClaimedDelivery.sample(1)
        anew.lease = Identifier(high: 9, low: 9)
        _ = dispatch.claimed([anew])
        #expect(names(dispatch.attempted(.sample(1), delivered)) == [])
        #expect(names(dispatch.attempted(anew, delivered)) == ["report 1"])
    }

    @Test("For cron it ends as soon as nothing is due, but not before it knows")
    func once() {
        var dispatch = Dispatch(endsWhenIdle: true)
        #expect(names(dispatch.connected()) == ["claim 100"])
        #expect(names(dispatch.claimed(nil)) == [])
        #expect(names(dispatch.wake()) == ["claim 100"])
        #expect(names(dispatch.claimed([])) == ["finished"])
    }
}
