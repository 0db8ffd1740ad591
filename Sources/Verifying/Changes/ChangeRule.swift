/// One kind of change that may follow a signature. A rule explains the objects that it knows and refuses what it forbids; what no rule
/// explains is refused by ``RemainderRule``.
protocol ChangeRule {
    static func judge(_ changes: ChangeJudgement)
}
