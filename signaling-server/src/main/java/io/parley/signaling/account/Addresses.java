package io.parley.signaling.account;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Remote addresses as we count them. */
final class Addresses {

    private static final int SUBNET_BYTES = 8;
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:]*[0-9.]*(%.*)?");

    private Addresses() {}

    /**
     * What one caller holds: an IPv4 address, or the 64 bits of a subnet of IPv6, in which every host may choose its
     * addresses.
     *
     * @param address as a socket names it; what is no address is itself
     */
    static String network(String address) {
        if (!LITERAL.matcher(address).matches()) {
            return address;
        }
        try {
            // of a literal nothing is looked up; that of a mapped address gives an Inet4Address
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.ofDelimiter(":").formatHex(parsed.getAddress(), 0, SUBNET_BYTES) + "::/64"
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
