//! Which characters may be no boundaries, or no UTF-8: as alarms, which few characters of most scripts set off falsely. A character sets off an alarm
//! if each half of its first bytes is in it, so that one look-up a half tells eight alarms of sixteen characters.
//!
//! The alarms were found by trying, for the fewest that are false in text of 25 languages, chat and emoji. Must tell every character that is no
//! boundary, and all that begins with C0, C1, E0 80–9F or F0 80–8F, which are no UTF-8.

/// By a half of a byte, a bit for each of eight alarms that it is in.
pub(super) type Sets = [u8; 16];

/// For each form, of characters of two bytes: by the lead's first half and its second, and by those of the other byte.
pub(super) static TWO: [[Sets; 4]; 4] = [sets(&FOR_TWO[0]), sets(&FOR_TWO[1]), sets(&FOR_TWO[2]), sets(&FOR_TWO[3])];
/// Of characters of three bytes and four: by the halves of the first three.
pub(super) static MORE: [[Sets; 6]; 4] =
    [sets(&FOR_MORE[0]), sets(&FOR_MORE[1]), sets(&FOR_MORE[2]), sets(&FOR_MORE[3])];
/// A second opinion on those: what sets off none of these is a false alarm.
pub(super) static AGAIN: [[Sets; 6]; 4] =
    [sets(&FOR_MORE_AGAIN[0]), sets(&FOR_MORE_AGAIN[1]), sets(&FOR_MORE_AGAIN[2]), sets(&FOR_MORE_AGAIN[3])];

const fn sets<const HALVES: usize>(alarms: &[[&str; HALVES]; 8]) -> [Sets; HALVES] {
    let mut sets = [[0; 16]; HALVES];
    let mut at = 0;
    while at < 8 * HALVES {
        add(&mut sets[at % HALVES], at / HALVES, alarms[at / HALVES][at % HALVES].as_bytes());
        at += 1;
    }
    sets
}

/// Adds an alarm to the halves that are its digits; a star is all.
const fn add(sets: &mut Sets, alarm: usize, digits: &[u8]) {
    let mut half = 0;
    while half < 16 {
        let mut at = 0;
        while at < digits.len() {
            if digits[at] == b'*' || digits[at] == b"0123456789ABCDEF"[half] {
                sets[half] |= 1 << alarm;
            }
            at += 1;
        }
        half += 1;
    }
}

/// Of each form the eight alarms: their halves' digits.
static FOR_TWO: [[[&str; 4]; 8]; 4] = [
    [
        ["C", "01CD", "89AB", "*"],
        ["D", "9F", "8A", "BCDEF"],
        ["D", "69CF", "B", "*"],
        ["D", "89B", "9", "*"],
        ["CD", "D", "8", "0123456789ABCDE"],
        ["D", "6B", "9A", "*"],
        ["D", "C", "9", "1"],
        ["CD", "27E", "8", "123456789"],
    ],
    [
        ["D", "0", "9B", "9"],
        ["CD", "9E", "9B", "0"],
        ["CD", "02357BDE", "8", "*"],
        ["CD", "9EF", "8A", "ABCDEF"],
        ["D", "1368B", "9", "*"],
        ["CD", "134569BCDF", "9AB", "*"],
        ["C", "01345678CD", "89AB", "*"],
        ["CD", "8F", "9A", "23456"],
    ],
    [
        ["CD", "2C", "9A", "018AF"],
        ["CD", "7E", "8", "1245789"],
        ["CD", "59", "8", "09BCDEF"],
        ["CD", "689BF", "9", "*"],
        ["C", "017BCD", "89AB", "*"],
        ["C", "24", "B", "234589ACDEF"],
        ["CD", "59AF", "B", "0123456789F"],
        ["D", "256BCDF", "89AB", "*"],
    ],
    [
        ["D", "0", "9B", "9"],
        ["C", "E", "9B", "0"],
        ["CD", "9F", "8A", "ABCDEF"],
        ["CD", "237", "8B", "123456789ACDE"],
        ["C", "01345678CD", "89AB", "*"],
        ["CD", "1345689ABCF", "9B", "*"],
        ["CD", "28B", "8A", "0234568AF"],
        ["CD", "03456BDE", "8A", "*"],
    ],
];
/// The same of longer characters.
static FOR_MORE: [[[&str; 6]; 8]; 4] = [
    [
        ["E", "012", "8AB", "06CF", "8B", "0169BCE"],
        ["EF", "0F", "9AB", "0145679ABDE", "89AB", "*"],
        ["E", "0D", "AB", "*", "89AB", "*"],
        ["E", "01AF", "89A", "*", "89AB", "*"],
        ["EF", "01AF", "8A", "*", "89AB", "*"],
        ["E", "02F", "8AB", "3458ABCEF", "9AB", "*"],
        ["E", "013A", "8AB", "024679DF", "9AB", "13579ABCDEF"],
        ["E", "012", "AB", "012345789E", "89AB", "*"],
    ],
    [
        ["E", "01AD", "9AB", "*", "89AB", "*"],
        ["EF", "01ADF", "9A", "0123456789ABCDE", "89AB", "*"],
        ["E", "0ABCD", "89AB", "*", "89AB", "*"],
        ["E", "02AF", "8AB", "3456789ABCEF", "9AB", "*"],
        ["E", "0123A", "8AB", "1237ABCD", "89B", "0123456789ACDEF"],
        ["E", "02", "8B", "089F", "8", "014679C"],
        ["EF", "013AF", "89AB", "0124789BCDF", "AB", "*"],
        ["EF", "0A", "8AB", "*", "89AB", "*"],
    ],
    [
        ["EF", "01A", "9A", "0679BDEF", "8AB", "012345689ABC"],
        ["E", "01AF", "89A", "*", "89AB", "*"],
        ["EF", "012AF", "89A", "012357ABCDE", "89AB", "*"],
        ["E", "012F", "8AB", "0123456789EF", "89AB", "*"],
        ["E", "023F", "8AB", "0456789ABCDEF", "89AB", "*"],
        ["EF", "02F", "8AB", "*", "89AB", "*"],
        ["E", "013AF", "89AB", "0257ACDF", "9", "3456789ABCDEF"],
        ["EF", "013A", "89AB", "0346DEF", "AB", "135679ABDEF"],
    ],
    [
        ["EF", "01ADF", "9AB", "012345689ABCDE", "89AB", "*"],
        ["EF", "0D", "9", "EF", "8A", "012345689AB"],
        ["EF", "012", "89AB", "013ABCF", "AB", "*"],
        ["E", "012AF", "AB", "2456789ABCDF", "89AB", "*"],
        ["E", "03ABCDF", "89AB", "*", "89AB", "*"],
        ["EF", "0123A", "89AB", "01379BCDE", "89B", "012456789ABCDEF"],
        ["EF", "023ADF", "8AB", "*", "89AB", "*"],
        ["E", "0123AF", "89AB", "01237ABEF", "89AB", "*"],
    ],
];
/// And for the second opinion.
static FOR_MORE_AGAIN: [[[&str; 6]; 8]; 4] = [
    [
        ["E", "123A", "8AB", "034CE", "A", "156789ABCDEF"],
        ["E", "0123", "89AB", "2357CF", "9", "*"],
        ["E", "12A", "89", "03BC", "89B", "0145"],
        ["E", "01A", "8AB", "0234579ABDEF", "89B", "34CD"],
        ["E", "12AF", "9AB", "034589BCDF", "89AB", "*"],
        ["EF", "012AF", "9AB", "01236789ABCDEF", "89AB", "*"],
        ["EF", "01AF", "89B", "*", "89AB", "*"],
        ["E", "1ADF", "89AB", "*", "89AB", "*"],
    ],
    [
        ["E", "03", "8B", "0127", "9B", "02468ACDE"],
        ["E", "0123A", "8AB", "2356BE", "9A", "0134679ABCDE"],
        ["E", "13A", "8A", "16D", "AB", "0123579"],
        ["EF", "0123A", "89AB", "1789CD", "8B", "013456789ABCDE"],
        ["EF", "01ABCDF", "89AB", "*", "89AB", "*"],
        ["EF", "0123A", "89A", "0348BCF", "AB", "0146789ABDE"],
        ["EF", "023A", "89AB", "03569ABEF", "8A", "0125789ABCDEF"],
        ["EF", "012ADF", "89AB", "012357ABCDEF", "89AB", "*"],
    ],
    [
        ["E", "12A", "8AB", "03", "89A", "167EF"],
        ["E", "012AF", "89AB", "12345AEF", "89AB", "*"],
        ["EF", "02A", "89AB", "015678BCEF", "8AB", "0123456789ACF"],
        ["E", "012AD", "AB", "*", "89AB", "*"],
        ["E", "0123AF", "8AB", "012345678BCDEF", "AB", "*"],
        ["EF", "013AF", "89A", "*", "89AB", "*"],
        ["EF", "013AF", "89AB", "012345689ABCDEF", "9AB", "*"],
        ["EF", "013AF", "89AB", "012345679ABCDEF", "89AB", "*"],
    ],
    [
        ["E", "02A", "89AB", "01378AD", "9B", "01567EF"],
        ["EF", "01ABCD", "89AB", "*", "89AB", "*"],
        ["EF", "012AF", "9AB", "012345679ABCDEF", "89AB", "*"],
        ["EF", "012AD", "89AB", "1234578ABCDEF", "89AB", "*"],
        ["E", "0123AF", "89A", "3456789ABCDEF", "89AB", "*"],
        ["EF", "0123", "89AB", "01589CDEF", "8AB", "0456789ACE"],
        ["EF", "013AF", "89AB", "*", "9AB", "*"],
        ["EF", "012AF", "89AB", "0345679BCDEF", "8AB", "0123456789ABCEF"],
    ],
];
