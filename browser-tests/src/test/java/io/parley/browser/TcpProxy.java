package io.parley.browser;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Forwards connections to a server on loopback until it is told to hurt them. */
final class TcpProxy {

    private final int target;
    private final NetClient client;
    private final NetServer server;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile boolean refusing;

    TcpProxy(Vertx vertx, int target) {
        this.target = target;
        this.client = vertx.createNetClient();
        this.server =
                Stage.await(vertx.createNetServer().connectHandler(this::accept).listen(0, "127.0.0.1"));
    }

    int port() {
        return server.actualPort();
    }

    /** Cuts what is connected now. */
    void cut() {
        links.forEach(Link::cut);
    }

    /** From now on newcomers are cut at once, or are not. */
    void refuse(boolean refuse) {
        refusing = refuse;
    }

    /** Lets nothing through any more what is connected now, in either direction, and tells nobody. */
    void swallow() {
        links.forEach(link -> link.silent = true);
    }

    private void accept(NetSocket near) {
        if (refusing) {
            near.close();
            return;
        }
        near.pause();
        client.connect(target, "127.0.0.1")
                .onFailure(failure -> near.close())
                .onSuccess(far -> links.add(new Link(near, far)));
    }

    private final class Link {
        private final NetSocket near;
        private final NetSocket far;
        private volatile boolean silent;

        Link(NetSocket near, NetSocket far) {
            this.near = near;
            this.far = far;
            near.handler(data -> pass(data, far));
            far.handler(data -> pass(data, near));
            near.closeHandler(gone -> closed(far));
            far.closeHandler(gone -> closed(near));
            near.resume();
        }

        private void pass(Buffer data, NetSocket to) {
            if (!silent) {
                to.write(data);
            }
        }

        private void closed(NetSocket other) {
            links.remove(this);
            if (!silent) {
                other.close();
            }
        }

        private void cut() {
            near.close();
            far.close();
        }
    }
}
