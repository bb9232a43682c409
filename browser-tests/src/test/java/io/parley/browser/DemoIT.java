package io.parley.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.parley.signaling.server.ParleyServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnStage.class)
class DemoIT {

    @Test
    void twoPeopleMeetAndChat(Stage stage) {
        ParleyServer server = stage.server("token_service: { enabled: true }");
        Page ada = enter(stage, server, "Ada");
        Page bob = enter(stage, server, "Bob");

        ada.waitForSelector("[data-testid=tile][data-identity=Bob]");
        bob.waitForSelector("[data-testid=tile][data-identity=Ada]");

        ada.getByTestId("toggle-chat").click();
        ada.getByTestId("chat-input").fill("hello Bob");
        ada.getByTestId("chat-send").click();
        bob.getByTestId("toggle-chat").click();
        bob.waitForSelector("[data-testid=chat-message]:has-text('hello Bob')");

        ada.getByTestId("leave").click();
        bob.waitForSelector(
                "[data-testid=tile][data-identity=Ada]",
                new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
    }

    private static Page enter(Stage stage, ParleyServer server, String name) {
        Page page = stage.pageOf(server, "/demo/").page();
        page.getByTestId("name-input").fill(name);
        page.getByTestId("room-input").fill("smoke");
        page.waitForSelector("[data-testid=join][aria-disabled=false]");
        page.getByTestId("join").click();
        page.waitForSelector("[data-testid=call]");
        return page;
    }
}
