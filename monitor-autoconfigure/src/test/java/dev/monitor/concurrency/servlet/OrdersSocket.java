package dev.monitor.concurrency.servlet;

import java.io.IOException;

import jakarta.servlet.ServletContext;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.RequestUpgradeStrategy;
import org.springframework.web.socket.server.jetty.JettyRequestUpgradeStrategy;
import org.springframework.web.socket.server.standard.StandardWebSocketUpgradeStrategy;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/**
 * WebSocket that sends back what it is sent.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class OrdersSocket implements WebSocketConfigurer {

	private final ServletContext servletContext;

	OrdersSocket(ServletContext servletContext) {
		this.servletContext = servletContext;
	}

	@Override
	public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
		registry.addHandler(new TextWebSocketHandler() {

			@Override
			protected void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
				session.sendMessage(message);
			}

		}, "/socket").setHandshakeHandler(new DefaultHandshakeHandler(upgrade()));
	}

	/**
	 * Spring takes Jetty's whenever Jetty is on the class path.
	 */
	private RequestUpgradeStrategy upgrade() {
		return this.servletContext.getServerInfo().contains("Tomcat") ? new StandardWebSocketUpgradeStrategy()
				: new JettyRequestUpgradeStrategy();
	}

}
