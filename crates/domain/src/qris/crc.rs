//! CRC-16/CCITT-FALSE: polynomial 0x1021, begins with 0xFFFF, nothing reflected or inverted at the end
//! (EMVCo QR Code Specification, Merchant-Presented Mode 1.1, §4.7.3, after ISO/IEC 13239).

/// Of `bytes`; a code counts its own bytes up to and with `6304`.
pub fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xffff, |crc, &byte| {
        (0..8).fold(crc ^ u16::from(byte) << 8, |crc, _| if crc & 0x8000 == 0 { crc << 1 } else { crc << 1 ^ 0x1021 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_that_are_published() {
        for (text, crc) in [("", 0xffff), ("A", 0xb915), ("123456789", 0x29b1)] {
            assert_eq!(crc16(text.as_bytes()), crc, "{text}");
        }
    }
}
