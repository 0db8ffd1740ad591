/// What a file of the installation says of sending.
package struct DeliverySettings: Sendable {
    /// Nil when notifications wait.
    package let mail: MailSettings?
    /// Nil when faxes wait.
    package let fax: FaxSettings?

    package init(mail: MailSettings?, fax: FaxSettings? = nil) {
        self.mail = mail
        self.fax = fax
    }
}
