import Console
import Domain
import Postgres
import Testing

@testable import Runtime

@Suite("What an error of the database means on the screen")
struct FailureTests {
    private func texts(_ failure: Failure) -> [String] {
        Language.allCases.map { $0.text(OutcomePhrase.failed(failure)) }
    }

    @Test("each rule of riad's own is told as that rule", arguments: Refusal.allCases)
    func rules(refusal: Refusal) {
        let failure = Failure(PostgresError(.other, state: refusal.state))
        #expect(failure == .refused(refusal))
        #expect(!failure.isTransient)
        for text in texts(failure) { #expect(text.hasSuffix(".") && !text.contains(refusal.state)) }
    }

    @Test("each kind is a sentence that names nothing from the database", arguments: PostgresError.Kind.allCases)
    func kinds(kind: PostgresError.Kind) {
        let words = "permission denied for function riad.claim"
        let failure = Failure(PostgresError(kind, statement: "claim_it", message: words, state: "XX000"))
        for text in texts(failure) {
            #expect(text.hasSuffix("."))
            for name in ["riad.claim", "claim_it", "permission denied"] { #expect(!text.contains(name)) }
        }
    }

    @Test("what nobody expects has its SQLSTATE, and the server's log as the place to look")
    func unknown() {
        #expect(
            texts(Failure(PostgresError(.other, state: "XX000"))) == [
                "The server refused with SQLSTATE XX000; its log says more.",
                "Le serveur a refusé (SQLSTATE XX000) ; son journal en dit plus.",
            ]
        )
    }

    @Test("what may pass by itself is tried again, and nothing else is", arguments: PostgresError.Kind.allCases)
    func passing(kind: PostgresError.Kind) {
        #expect(Failure(PostgresError(kind)).isTransient == kind.isTransient)
    }
}
