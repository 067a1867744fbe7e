import Screen

/// Moving the cursor of a list.
extension Key {
    /// How far the key moves the cursor in a list without a field.
    var step: Int {
        switch self {
        case .character("j"): 1
        case .character("k"): -1
        default: arrowStep
        }
    }

    /// How far the key moves the cursor in a list below a field.
    var arrowStep: Int {
        switch self {
        case .down, .control("N"), .tab: 1
        case .up, .control("P"), .backtab: -1
        case .pageDown: 10
        case .pageUp: -10
        default: 0
        }
    }
}
