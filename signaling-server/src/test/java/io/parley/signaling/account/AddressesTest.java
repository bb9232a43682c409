package io.parley.signaling.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressesTest {

    @Test
    void anAddressOfTheOldProtocolStandsForItself() {
        assertThat(Addresses.network("192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(Addresses.network("::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
    }

    @Test
    void ofTheNewProtocolTheSubnetCounts() {
        assertThat(Addresses.network("2001:db8:0:1::5")).isEqualTo(Addresses.network("2001:db8:0:1:ffff:0:0:6"));
        assertThat(Addresses.network("2001:db8:0:1::5")).isNotEqualTo(Addresses.network("2001:db8:0:2::5"));
        assertThat(Addresses.network("0:0:0:0:0:0:0:1")).isEqualTo("00:00:00:00:00:00:00:00::/64");
    }

    @Test
    void whatIsNoAddressStandsForItself() {
        assertThat(Addresses.network("")).isEmpty();
        assertThat(Addresses.network("host:80")).isEqualTo("host:80");
        assertThat(Addresses.network("a:b:c")).isEqualTo("a:b:c");
    }
}
