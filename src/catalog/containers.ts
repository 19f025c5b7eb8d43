import type { ContainerModel } from '../model/catalog/container';

/** Containers whose functions are imported, or whose type is written where one comes in: `constructor(private moduleRef: ModuleRef)`. */
export const containers: readonly ContainerModel[] = [
  {
    modules: ['@angular/core', '@angular/core/testing'],
    paths: ['inject', 'TestBed.inject'],
    gives: 'arg[0]',
    evidence: [{ url: 'https://angular.dev/api/core/inject', versions: '>=14', how: 'read' }],
  },
  {
    modules: ['@nestjs/core', '@nestjs/core/*'],
    paths: ['ModuleRef.get', 'ModuleRef.resolve', 'ModuleRef.create'],
    gives: 'arg[0]',
    evidence: [{ url: 'https://docs.nestjs.com/fundamentals/module-ref', versions: '11.2.10', how: 'read' }],
  },
  {
    modules: ['@nestjs/common', '@nestjs/testing'],
    paths: ['INestApplicationContext.get', 'INestApplication.get', 'INestMicroservice.get', 'TestingModule.get'],
    gives: 'arg[0]',
    evidence: [{ url: 'https://docs.nestjs.com/standalone-applications', versions: '11.2.10', how: 'read' }],
  },
  {
    modules: ['tsyringe'],
    paths: ['container.resolve'],
    gives: 'arg[0]',
    evidence: [{ url: 'https://github.com/microsoft/tsyringe#resolution', versions: '4.10.0', how: 'read' }],
  },
  {
    modules: ['typedi'],
    paths: ['Container.get'],
    gives: 'arg[0]',
    evidence: [{ url: 'https://docs.typestack.community/typedi', versions: '0.10.0', how: 'read' }],
  },
];
