extension Double {
    /// Rounded to three decimals, which is what stands in files: a time to the millisecond.
    package var roundedToThousandth: Double { (self * 1000).rounded() / 1000 }
}
