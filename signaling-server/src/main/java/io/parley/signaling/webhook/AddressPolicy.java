package io.parley.signaling.webhook;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * Which addresses callbacks may go to. Whoever can create a room can name any URL, so without a rule the server would
 * fetch from networks that only it can reach (server-side request forgery).
 *
 * <p>Refused are all special-purpose addresses of IANA that are not globally reachable, and IPv6 addresses that stand for
 * such an IPv4 address.
 */
final class AddressPolicy {

    /** Four octets and a prefix length. */
    private static final int[][] RESERVED = {
        {0, 0, 0, 0, 8}, // this network
        {10, 0, 0, 0, 8},
        {100, 64, 0, 0, 10}, // carrier-grade NAT
        {127, 0, 0, 0, 8},
        {169, 254, 0, 0, 16}, // link-local: metadata services of clouds
        {172, 16, 0, 0, 12},
        {192, 0, 0, 0, 24}, // IETF protocol assignments
        {192, 0, 2, 0, 24}, // documentation
        {192, 88, 99, 0, 24}, // 6to4 relays
        {192, 168, 0, 0, 16},
        {198, 18, 0, 0, 15}, // benchmarks
        {198, 51, 100, 0, 24}, // documentation
        {203, 0, 113, 0, 24}, // documentation
        {224, 0, 0, 0, 3}, // multicast, reserved, broadcast
    };

    private final boolean privateToo;

    AddressPolicy(boolean privateToo) {
        this.privateToo = privateToo;
    }

    boolean allows(InetAddress address) {
        return privateToo || isPublic(address.getAddress());
    }

    private static boolean isPublic(byte[] address) {
        return address.length == 4 ? isPublic4(address) : isPublic6(address);
    }

    private static boolean isPublic4(byte[] address) {
        return Arrays.stream(RESERVED).noneMatch(range -> contains(range, address));
    }

    private static boolean contains(int[] range, byte[] address) {
        int mask = -1 << (32 - range[4]);
        int network = (range[0] << 24) | (range[1] << 16) | (range[2] << 8) | range[3];
        return (number(address, 0) & mask) == network;
    }

    /** Of IPv6 only 2000::/3 is given out, and the NAT64 prefix 64:ff9b::/96 stands for IPv4. */
    private static boolean isPublic6(byte[] address) {
        int first = number(address, 0);
        if (first == 0x0064ff9b && number(address, 4) == 0 && number(address, 8) == 0) {
            return isPublic4(Arrays.copyOfRange(address, 12, 16));
        }
        if ((first >>> 29) != 1) {
            return false; // unspecified, loopback, IPv4-mapped, unique-local, link-local, site-local, multicast
        }
        if ((first >>> 16) == 0x2002) {
            return isPublic4(Arrays.copyOfRange(address, 2, 6)); // 6to4
        }
        boolean special = (first >>> 9) == (0x20010000 >>> 9); // 2001::/23: Teredo, ORCHID, benchmarks
        boolean documentation = first == 0x20010db8 || (first >>> 12) == (0x3fff0000 >>> 12);
        return !special && !documentation;
    }

    private static int number(byte[] address, int from) {
        return ((address[from] & 0xff) << 24)
                | ((address[from + 1] & 0xff) << 16)
                | ((address[from + 2] & 0xff) << 8)
                | (address[from + 3] & 0xff);
    }
}
