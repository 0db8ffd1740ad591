/// Comparison that takes as long whatever differs.
enum ConstantTime {
    static func areEqual(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
        var difference = left.count ^ right.count
        for (one, other) in zip(left, right) { difference |= Int(one ^ other) }
        return difference == 0
    }
}
