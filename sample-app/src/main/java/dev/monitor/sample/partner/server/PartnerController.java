package dev.monitor.sample.partner.server;

import dev.monitor.sample.partner.server.PartnerServer.Mode;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The switch of the partner's server.
 */
@RestController
class PartnerController {

	private final PartnerServer server;

	PartnerController(PartnerServer server) {
		this.server = server;
	}

	@PostMapping("/partner")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void turn(@RequestParam Mode mode) {
		this.server.turn(mode);
	}

}
